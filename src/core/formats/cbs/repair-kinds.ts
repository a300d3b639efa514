/** CBS.log: what a check of the component store found. SFC writes `[SR]` lines, RestoreHealth a summary. */
import type { EventFields } from '../../model/event-kinds.ts'
import type { KindPattern } from '../line-format.ts'
import type { CbsState } from './session-kinds.ts'

function missingFiles(text: string, state: CbsState): EventFields['cbs.repair-result'] | null {
  if (text.startsWith('Repr:')) {
    state.missing++
    return null
  }
  const count = state.missing
  state.missing = 0
  return { what: 'source-missing', count, text: text.trim() }
}

/** Clean runs are known by it: so many verified, none repaired, none given up. The batches are told with the repair behind them. */
function verified(
  text: string,
  verb: string,
  count: number,
  state: CbsState,
): EventFields['cbs.repair-result'] | null {
  state.givenUp = null
  if (verb !== 'Repair') {
    state.verified += count
    return null
  }
  const all = state.verified
  state.verified = 0
  return all === 0 ? null : { what: 'verified', count: all, text }
}

export const repairKinds: readonly KindPattern<CbsState>[] = [
  {
    // `[SR] Verifying 100 components`, in Windows 8 `Verifying 100 (0x0000000000000064) components`: batch after batch.
    kind: 'cbs.repair-result',
    needle: ['[SR] Verifying ', '[SR] Repairing '],
    pattern: /\[SR\] (Verify|Repair)ing (\d+)(?: \(0x[0-9a-f]+\))? components?/i,
    read: ([text, verb = '', count], { state }) => verified(text, verb, Number(count), state),
  },
  {
    // The summary's lines have no stamp: they belong to the record `Checking System Update Readiness.`
    kind: 'cbs.repair-result',
    needle: ['Total Detected Corruption:', 'Total Repaired Corruption:'],
    pattern: /^Total (Detected|Repaired) Corruption:\s*(\d+)/,
    read: ([text, what, count]) => ({
      what: what === 'Detected' ? 'detected' : 'repaired',
      count: Number(count),
      text: text.replace(/\s+/g, ' '),
    }),
  },
  {
    kind: 'cbs.repair-result',
    needle: '[SR] Repairing ',
    pattern: /\[SR\] Repairing (\d+)(?: \(0x[0-9a-f]+\))? components?/i,
    read: ([text, count]) => ({ what: 'repaired', count: Number(count), text }),
  },
  {
    // Counted here, told by the line after them.
    kind: 'cbs.repair-result',
    needle: ['Repr: Not able to find replacement', 'Failed to collect payload'],
    pattern: /^(?:Repr: Not able to find replacement|Failed to collect payload).*/,
    read: ([text], { state }) => missingFiles(text, state),
  },
]
