/** What could not be read, as data: bad input never throws. */
export type ProblemCode =
  | 'not-an-archive'
  | 'empty'
  | 'encrypted'
  | 'wrong-password'
  | 'truncated'
  | 'damaged'
  | 'unsupported'
  | 'over-limit'
  | 'unreadable'
  | 'unknown-encoding'
  | 'no-logs'
  | 'duplicate-path'
  | 'vanished'
  | 'worker-died'
  | 'undecoded'
  | 'missing-part'
  | 'ambiguous-dates'

export interface Problem {
  readonly code: ProblemCode
  /** Path of the entry, or the name of the dropped file. */
  readonly path: string
  /** Byte offset in that file, or line number for text (`line 12`), or null where it is the whole file. */
  readonly at: string | null
  /** What was expected and what was found, neutral and short, in English; the page adds its own sentence per code. */
  readonly detail: string
  /** How much was left out, in bytes; null = not known or nothing. */
  readonly skipped: number | null
}
