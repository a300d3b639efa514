/** The rollback log: the state in which the upgrade was left, the crash that was found, and the way back. */
import type { KindPattern } from '../line-format.ts'
import { hexText } from './hex-text.ts'

export const rollbackKinds: readonly KindPattern[] = [
  {
    kind: 'rollback.begin',
    needle: 'Initiating rollback/uninstall, phase = ',
    pattern: /^Initiating rollback\/uninstall, phase = (\d+)/,
    read: ([, phase]) => ({ phase: Number(phase) }),
  },
  stateOf('phase', 'phase'),
  stateOf('op', 'op'),
  stateOf('result', 'result'),
  stateOf('phase string', 'phase-string'),
  stateOf('op string', 'op-string'),
  stateOf('bugcheck string', 'bugcheck-string'),
  {
    kind: 'rollback.crash',
    needle: ' detected',
    pattern: /^Crash (0x[0-9A-Fa-f]+) detected/,
    read: ([, code]) => ({ detected: true, bugCheck: hexText(code) }),
  },
  {
    kind: 'rollback.crash',
    needle: 'No crash detected',
    pattern: /^No crash detected/,
    read: () => ({ detected: false, bugCheck: 0 }),
  },
  {
    kind: 'rollback.crash-module',
    needle: 'Module name',
    pattern: /^Module name\s*: (\S.*)$/,
    read: ([, module = '']) => ({ module: module.trim() }),
  },
  {
    kind: 'rollback.crash-parameter',
    needle: 'ugcheck parameter',
    pattern: /^Bugcheck parameter (\d)\s*: (0x[0-9A-Fa-f]+)/i,
    read: ([, index, value = '']) => ({ index: Number(index), value }),
  },
  {
    kind: 'rollback.checkpoint',
    needle: ') rollback ',
    pattern: /Checkpoint\((\w+)\) rollback (in progress|finished)/,
    read: ([, name = '', step]) => ({ name, done: step === 'finished' }),
  },
  {
    kind: 'rollback.cannot-recover',
    needle: 'Cannot recover the system',
    pattern: /^(Cannot recover the system.*)$/,
    read: ([, text = '']) => ({ text }),
  },
  {
    kind: 'rollback.end',
    // Newer builds name the part: `Rollback-Online-System`, then `Rollback-Online-User` at the log-on.
    needle: ['Rollback completed successfully', 'Rollback failed', 'Rollback-Online-'],
    pattern: /^Rollback(?:-Online-\w{1,20})? (completed successfully|failed)/,
    read: ([, how]) => ({ ok: how !== 'failed' }),
  },
]

/** A `Current …` line; the spacing before the colon differs between the WinPE and the desktop part. */
function stateOf(printed: string, key: string): KindPattern {
  return {
    kind: 'rollback.state',
    needle: `Current ${printed}`,
    pattern: new RegExp(`^Current ${printed}\\s*: (.*)$`),
    read: ([, value = '']) => ({ key, value: value.trim() }),
  }
}
