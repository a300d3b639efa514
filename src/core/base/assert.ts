/** Throws on a programmer's mistake. Bad input never comes here: it becomes a Problem. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${what}`)
}

/** Makes a switch over a union exhaustive at compile time. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`)
}
