/** Logs in which more lines belong to no record than a log should have, and why that is as it should be. */
export interface Explained {
  /** Of the path of the row. */
  readonly path: RegExp
  readonly reason: string
}

export const EXPLAINED: readonly Explained[] = []

export function reasonFor(path: string, explained = EXPLAINED): string | null {
  return explained.find((one) => one.path.test(path))?.reason ?? null
}
