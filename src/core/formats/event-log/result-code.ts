/** Which values of a record are result codes, for records whose ids mean nothing here. */
import type { Code } from '../../model/units.ts'

/** `errorCode`, `Status`, `HRESULT`, `InstallStatus`. */
const RESULT_NAME = /(?:error|errorcode|status|statuscode|hresult|result|resultcode|returncode)$/i

/** A failing HRESULT or NTSTATUS inside a text. */
const FAILURE = /\b0x[89c][0-9a-f]{7}\b/i

export function namesResult(name: string): boolean {
  return RESULT_NAME.test(name)
}

/** The first failing code that a text prints; 0 = none. */
export function failureOf(text: string): Code {
  const found = FAILURE.exec(text)
  return found === null ? 0 : Number(found[0])
}
