/**
 * The strings of a JSON text with the name that each stands under, for documents of tools. A scan and no parser, since such
 * documents come cut off, and with line breaks inside strings where somebody has laid them out anew.
 */

export interface JsonString {
  /** The last name before it; for the elements of a list that of the list. */
  readonly name: string
  readonly value: string
  /** Where its quotation mark stands. */
  readonly offset: number
}

/** Longer strings are cut. */
const MOST_CHARACTERS = 32 * 1024

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

export function* jsonStrings(text: string): Generator<JsonString> {
  let name = ''
  for (let at = text.indexOf('"'); at >= 0;) {
    const end = endOfString(text, at + 1)
    const value = unescape(text.slice(at + 1, Math.min(end, at + 1 + MOST_CHARACTERS)))
    const next = skipBlanks(text, end + 1)
    if (text[next] === ':') name = value
    else yield { name, value, offset: at }
    at = text.indexOf('"', end + 1)
  }
}

/** Offset of the mark that ends the string, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, mark = '') =>
    hex === undefined
      ? (ESCAPES[mark as string] ?? (mark as string))
      : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++
  return at
}
