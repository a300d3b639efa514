/** The operation track: the plan of an upgrade, what ran of it and how each step ended. */
import { wallMs, type WallMs } from '../../model/units.ts'
import { WallReader } from '../../text/wall-time.ts'
import type { KindPattern } from '../line-format.ts'
import { hexText } from './hex-text.ts'

export const operationKinds: readonly KindPattern[] = [
  {
    kind: 'setup.track-phase',
    needle: 'OPERATIONTRACK: Add phase: ',
    pattern: /^OPERATIONTRACK: Add phase:\s*(\d+)\|(.+)$/,
    read: ([, id, name = '']) => ({ id: Number(id), name: name.trim() }),
  },
  {
    kind: 'setup.track-operation',
    needle: 'OPERATIONTRACK: Enqueue Operation:',
    pattern: /^OPERATIONTRACK: Enqueue Operation:\s*(\d+)\|(.+)$/,
    read: ([, id, name = '']) => ({ id: Number(id), name: name.trim() }),
  },
  {
    kind: 'setup.track-phase-begin',
    needle: 'ExecuteOperations: Start execution phase ',
    pattern: /ExecuteOperations: Start execution phase (.+)$/,
    read: ([, name = '']) => ({ name: name.trim() }),
  },
  {
    kind: 'setup.track-phase-end',
    needle: 'Successfully processed execution phase ',
    pattern: /^ExecuteOperations: Successfully processed execution phase (.+)$/,
    read: ([, name = '']) => ({ name: name.trim(), ok: true, code: 0 }),
  },
  {
    kind: 'setup.track-phase-end',
    needle: 'Failed execution phase ',
    pattern: /^ExecuteOperations: Failed execution phase (.+?)\. Error: (0x[0-9A-Fa-f]+)/,
    read: ([, name = '', code]) => ({ name, ok: false, code: hexText(code) }),
  },
  {
    kind: 'setup.operation-begin',
    needle: 'Executing operation: ',
    pattern: /^Executing operation: (.+)$/,
    read: ([, name = '']) => ({ name: name.trim() }),
  },
  {
    kind: 'setup.operation-end',
    needle: 'Operation completed successfully: ',
    pattern: /^Operation completed successfully: (.+)$/,
    read: ([, name = '']) => ({ name: name.trim(), ok: true, code: 0 }),
  },
  {
    // `[gle=0x…]` behind the code is not part of it.
    kind: 'setup.operation-end',
    needle: 'Operation failed: ',
    pattern: /^Operation failed: (.+)\. Error: (0x[0-9A-Fa-f]+)/,
    read: ([, name = '', code]) => ({ name, ok: false, code: hexText(code) }),
  },
  {
    kind: 'setup.queue-failed',
    needle: ['Main operation execution failed', 'Execution of operations queue failed'],
    pattern:
      /(?:Main operation execution failed|Execution of operations queue failed).*?Error: (0x[0-9A-Fa-f]+)/,
    read: ([, code]) => ({ code: hexText(code) }),
  },
  {
    // `ID |Name |Executed|Start Time |End Time |…`; the table cuts names at 80 characters.
    kind: 'setup.operation-row',
    needle: ['|Yes     |', '|No      |'],
    pattern: /^(\d+)\|([^|]*)\|(Yes|No) *\|([^|]*)\|([^|]*)\|/,
    read: ([, id, name = '', executed, from = '', to = '']) => ({
      id: Number(id),
      name: name.trim(),
      executed: executed === 'Yes',
      from: wallOf(from),
      to: wallOf(to),
    }),
  },
  {
    kind: 'setup.wim-error',
    needle: 'CApplyWIM: Failure ',
    pattern: /^CApplyWIM: (Failure .*?)\.? Error:? (0x[0-9A-Fa-f]+)/,
    read: ([, text = '', code]) => ({ code: hexText(code), text }),
  },
  {
    // WIMGAPI writes through setup's log without a stamp: `[pid.tid] [0x80070570] Function:(line): text`.
    kind: 'setup.wim-error',
    needle: '] [0x8',
    pattern: /^\[\d+\.\d+\] \[(0x8[0-9A-Fa-f]{7})\] (\S.*)$/,
    read: ([, code, text = '']) => ({ code: hexText(code), text }),
  },
]

/** A time of the table; NaN where the column is blank. */
function wallOf(text: string): WallMs {
  if (text.length < 19) return wallMs(NaN)
  return new WallReader().read(new TextEncoder().encode(text), 0)
}
