/** Which values of a record are result codes, for records whose ids mean nothing here. */
import type { Code } from '../../model/units.ts'

/** `errorCode`, `Status`, `HRESULT`, `InstallStatus`. */
const RESULT_NAME = /(?:error|errorcode|status|statuscode|hresult|result|resultcode|returncode)$/i

/** A failing HRESULT or NTSTATUS inside a text; `%%2147942402` is how the service control manager names one. */
const FAILURE = /\b0x[89c][0-9a-f]{7}\b|%%(\d{10})\b/i

export function namesResult(name: string): boolean {
  return RESULT_NAME.test(name)
}

/** The first failing code that a text prints; 0 = none. */
export function failureOf(text: string): Code {
  const found = FAILURE.exec(text)
  if (found === null) return 0
  const code = Number(found[1] ?? found[0])
  return code >= 0x80000000 && code <= 0xffffffff ? code : 0
}
