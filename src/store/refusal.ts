/** Why a browser does not keep a session, from the error that it threw. */

/** full = no room; refused = the user or a policy forbids storage; unavailable = there is none, or it failed. */
export type NotKept = 'refused' | 'full' | 'unavailable'

/** InvalidStateError and UnknownError are what private windows of Firefox and Safari throw. */
const REFUSED = new Set(['SecurityError', 'InvalidStateError', 'NotAllowedError', 'UnknownError'])

/** Dexie wraps the browser's error: the outer name tells what failed, an inner one why. */
function namesOf(error: unknown): string[] {
  const names: string[] = []
  let at = error
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    if ('name' in at && typeof at.name === 'string') names.push(at.name)
    at = 'inner' in at ? at.inner : null
  }
  return names
}

export function whyNotKept(error: unknown): NotKept {
  const names = namesOf(error)
  if (names.includes('QuotaExceededError')) return 'full'
  if (names.some((name) => REFUSED.has(name))) return 'refused'
  return 'unavailable'
}
