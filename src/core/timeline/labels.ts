/** How the timeline writes what the logs name, short enough for a bar. */
import type { Outcome } from '../model/story.ts'

/** Every execute state bears this, so it would only take the room of what tells them apart. */
const STATE_PREFIX = /^CbsExecuteState/

export function stateLabel(state: string): string {
  return state.replace(STATE_PREFIX, '')
}

/** A bug check as people say it: 0x7E, not 0x0000007E. '' = none. */
export function bugCheckLabel(code: number): string {
  return code === 0 ? '' : `0x${(code >>> 0).toString(16).toUpperCase()}`
}

/** A rollback that succeeded must not look like a success of what was rolled back. */
export function rollbackOutcome(outcome: Outcome): Outcome {
  return outcome === 'succeeded' || outcome === 'unknown' ? 'rolled-back' : outcome
}
