/** SetupDiag's result as its lines come: the profile, then what failed in words that differ from rule to rule. */
import type { EventFields } from '../../model/event-kinds.ts'

type Result = EventFields['setupdiag.result']

/** `Error = 0x8007000D-0x2000C`, `Error: 0x8007001F - 0x50015`, `Err = 0x00000057`. */
const CODES = /\bErr(?:or)?\s?[:=]\s?(0x[0-9A-F]{1,8})\b(?:\s?-\s?(0x[0-9A-F]{1,8})\b)?/i
/** `Last Phase = Safe OS`, `Last Setup Phase: Downlevel`, `Phase Name: Safe OS`. */
const PHASE = /^\s{0,8}(?:Last (?:Setup )?Phase|Phase Name)\s?[:=]\s?(\S.*)$/
const OPERATION = /^\s{0,8}(?:Last (?:Setup )?Operation|Operation Name)\s?[:=]\s?(\S.*)$/
/** `Err = 0x00000057, LastOperation = Gather data, scope: EVERYTHING, LastPhase = Downlevel`. */
const DETAILS = /LastOperation = (.*), LastPhase = (.*)$/
/** `Error: SetupDiag reports down-level failure, Operation: Finalize, Error: 0x8007001F - 0x50015`. */
const SENTENCE = /SetupDiag reports .*?, Operation: (.+?), Error: 0x/

export class ResultDraft {
  rule = ''
  guid = ''
  version = ''
  #phase = ''
  #operation = ''
  #result = 0
  #extend = 0

  /** A line of what failed. What was said first counts, as the most particular. */
  read(line: string): void {
    // A line of setupact.log that is quoted has codes of its own.
    if (/^\s{0,8}LogEntry: /.test(line)) return
    const codes = this.#extend === 0 ? CODES.exec(line) : null
    // A pair of codes says more than the first code of it.
    if (codes !== null && (this.#result === 0 || codes[2] !== undefined)) {
      this.#result = codeOf(codes[1])
      this.#extend = codeOf(codes[2])
    }
    const details = DETAILS.exec(line)
    this.#phase ||= (PHASE.exec(line)?.[1] ?? details?.[2] ?? '').trim()
    this.#operation ||= (OPERATION.exec(line)?.[1] ?? details?.[1] ?? SENTENCE.exec(line)?.[1] ?? '').trim() // prettier-ignore
  }

  get fields(): Result {
    return {
      rule: this.rule,
      guid: this.guid,
      version: this.version,
      result: this.#result,
      extend: this.#extend,
      phase: this.#phase,
      operation: this.#operation,
    }
  }
}

function codeOf(text: string | undefined): number {
  return text === undefined ? 0 : Number(text) >>> 0
}
