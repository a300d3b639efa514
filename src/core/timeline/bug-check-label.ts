/** A bug check as people say it: 0x7E, not 0x0000007E. '' = none. */
export function formatBugCheck(code: number): string {
  return code === 0 ? '' : `0x${(code >>> 0).toString(16).toUpperCase()}`
}
