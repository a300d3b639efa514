/**
 * Where a value begins and ends that stands beside a telling word. Texts here have one character per byte; ranges count in
 * both. Rather one word too many is masked than a part of a password left.
 */

export interface Range {
  readonly start: number
  readonly end: number
}

/** Longest line that is looked at around a word. */
const MOST = 4000

/** Quotation marks as they are, escaped in JSON, and as entities in XML. */
const QUOTE = /["']|\\"|&(?:quot|apos|#3[49]|#x2[27]);/y
const SPACE = /[ \t]*/y

/** What follows a name: `: `, `=`, `" : "`, `"; value="`, `>` excluded. Group 1 = the mark behind a quoted name. */
const SEPARATOR = /((?:["']|\\"|&(?:quot|apos);)?)[ \t]*(?::=|[:=]|,(?=[ \t]*["']))[ \t]*/y
const BINDING = /(?:["']|&quot;)[ \t]*;[ \t]*value[ \t]*=[ \t]*/iy

/** An expression in place of a literal: what is quoted in it is the secret. */
const EXPRESSION = /\(|\[|(?:ConvertTo-SecureString|Read-Host|Get-Credential|New-Object)\b/iy

/** Values of a name that stands in the same line: `reg add … /v DefaultPassword … /d x`, `-Name DefaultPassword -Value x`. */
const APART = /[ \t](?:\/d|-value)(?:[ \t]+|:)|[\r\n]/gi
const MOST_APART = 8

/** How names go on that speak of a password and hold none: `PasswordNeverExpires`, `PasswordRequired`. */
const HARMLESS =
  /^(?:s$|less|hint|manager|filter|provider|_?(?:never|not|expir|requir|last|length|len|min|max|age|policy|history|complex|reset|chang|protect|enabl|disabl|count|quality|encrypt))/i

/** The switch of a command that takes a password. */
const SHORT_SWITCH = /^[-/](?:p|pw|pass|rp|pd|po|passwordd|passwordo)(?:[:=]|$)/i

/** Ranges of the values that a name (`…Password`) at [start, end) leads to, elements excepted. */
export function valuesOfName(text: string, start: number, end: number): Range[] {
  const lineEnd = endOfLine(text, end)
  // Of product keys logs speak much; where one stands, its shape tells it.
  if (/^product/i.test(text.slice(start, end))) return keysBehind(text, end, lineEnd)
  const rest = /^\w{0,60}/.exec(text.slice(end, end + 61))?.[0] ?? ''
  if (HARMLESS.test(rest)) return []
  const at = end + rest.length
  const found = apartValues(text, start, lineEnd)
  for (const separator of [BINDING, SEPARATOR]) {
    separator.lastIndex = at
    if (!separator.test(text)) continue
    // `CheckPasswordPolicy: Entering` is a function that speaks.
    if (/[a-z]/i.test(rest) && /: +$/.test(text.slice(at, separator.lastIndex))) break
    return [...found, ...valueAt(text, separator.lastIndex, lineEnd)]
  }
  // `SetPassword('x')` of a directory object.
  if (text[at] === '(') return [...found, ...quotedValues(text, at)]
  if (isSwitch(text, start) || isSetBare(text, start, at)) {
    SPACE.lastIndex = at
    SPACE.test(text)
    if (SPACE.lastIndex > at) found.push(...valueAt(text, SPACE.lastIndex, lineEnd))
  }
  return found
}

/** `call SetPassword x`, `Set-ItemProperty $p DefaultPassword x`: names behind which the value stands bare. */
function isSetBare(text: string, start: number, at: number): boolean {
  // Behind the name of a value, `reg` has its switches.
  if (/^[ \t]*[-/|;,.]/.test(text.slice(at, at + 8))) return false
  return /\b(?:set|default)$/i.test(text.slice(Math.max(0, start - 12), start))
}

/** What is piped into it: `'x' | ConvertTo-SecureString -AsPlainText`. */
const PIPED = /\|[ \t]{0,20}ConvertTo-$/i

/** `ConvertTo-SecureString "x" -AsPlainText`: everything behind it that is no switch, or what is quoted before its pipe. */
export function valuesOfSecureString(text: string, start: number, end: number): Range[] {
  if (PIPED.test(text.slice(Math.max(0, start - 40), start))) {
    const lineStart = Math.max(text.lastIndexOf('\n', start - 1) + 1, start - MOST)
    return quotedValues(text, lineStart).filter((range) => range.end <= start)
  }
  const lineEnd = endOfLine(text, end)
  return tokens(text, end, lineEnd)
    .filter(({ start }) => !/^(?:-(?:string|asplaintext|force|key|securekey)\b|[;|)])/i.test(text.slice(start, start + 20)))
    .slice(0, 1)
} // prettier-ignore

/** `::new('user', 'x')`: what is quoted behind the word. */
export function quotedValues(text: string, from: number): Range[] {
  const lineEnd = endOfLine(text, from)
  const found: Range[] = []
  for (let at = from; at < lineEnd;) {
    QUOTE.lastIndex = at
    const mark = QUOTE.exec(text)?.[0]
    if (mark === undefined) at++
    else {
      const range = quoted(text, at, mark, lineEnd)
      found.push(range)
      at = range.end + mark.length
    }
  }
  return found
}

/** `net user NAME x /add`, `net use X: \\server\share x`. [start, end): `user` or `use`, which are other words where no `net` stands before them. */
export function valuesOfNet(text: string, start: number, end: number): Range[] {
  const before = text.slice(Math.max(0, start - 24), start)
  if (!/\bnet1?(?:\.exe)?["']?[ \t]{1,10}$/i.test(before)) return []
  if (isWordPart(text[end])) return []
  const isUser = end - start === 'user'.length
  const plain = tokens(text, end, endOfCommand(text, end)).filter(({ start: at }) => text[at] !== '/')
  if (isUser) return plain.slice(1, 2)
  const path = plain.findIndex(({ start: at }) => text.startsWith('\\\\', at))
  return path < 0 ? [] : plain.slice(path + 1, path + 2)
} // prettier-ignore

/** `schtasks … /rp x`, `cmdkey /pass:x`. */
export function valuesOfCommand(text: string, end: number): Range[] {
  const all = tokens(text, end, endOfCommand(text, end))
  return all.flatMap((token, index) => {
    const match = SHORT_SWITCH.exec(text.slice(token.start, token.end))
    if (match === null) return []
    const start = token.start + match[0].length
    return start < token.end ? valueAt(text, start, token.end) : all.slice(index + 1, index + 2)
  })
}

/** `-EncodedCommand` and what it may be cut to, with a text in base64 of which nothing can be told at a glance. */
export function valuesOfEncoded(text: string, end: number): Range[] {
  const encoded = /[ \t]+(["']?)([A-Za-z0-9+/=]{16,})/y
  encoded.lastIndex = end
  const match = encoded.exec(text)
  if (match === null) return []
  return [{ start: encoded.lastIndex - (match[2] ?? '').length, end: encoded.lastIndex }]
}

/** The value that begins at `at`, without its marks; an expression gives what is quoted in it. */
export function valueAt(text: string, at: number, lineEnd: number): Range[] {
  if (at >= lineEnd) return []
  EXPRESSION.lastIndex = at
  if (EXPRESSION.test(text)) return quotedValues(text, at)
  return [tokenAt(text, at, lineEnd)].filter(({ start, end }) => end > start)
}

/** Product keys in the rest of a line that speaks of one: `ProductKey: [AAAAA-…]`. */
function keysBehind(text: string, from: number, lineEnd: number): Range[] {
  const keys = text.slice(from, lineEnd).matchAll(/\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}\b/gi)
  return [...keys].map(({ index, 0: key }) => ({
    start: from + index,
    end: from + index + key.length,
  }))
}

function apartValues(text: string, start: number, lineEnd: number): Range[] {
  const from = startOfLine(text, start)
  const found: Range[] = []
  APART.lastIndex = from
  for (let n = 0; n < MOST_APART && APART.test(text) && APART.lastIndex < lineEnd; n++) {
    found.push(...valueAt(text, APART.lastIndex, lineEnd))
  }
  return found
}

/** Is the word the name of a switch: `-AdminPassword`, `/Password`? */
function isSwitch(text: string, start: number): boolean {
  let at = start - 1
  while (at >= 0 && start - at < 60 && isWordPart(text[at])) at--
  if (text[at] !== '-' && text[at] !== '/') return false
  const before = text[at - (text[at - 1] === '-' ? 2 : 1)]
  return before === undefined || /[ \t\r\n"'(;>]/.test(before)
}

function tokens(text: string, from: number, end: number): Range[] {
  const found: Range[] = []
  for (let at = from; at < end;) {
    SPACE.lastIndex = at
    SPACE.test(text)
    if (SPACE.lastIndex >= end) break
    const token = tokenAt(text, SPACE.lastIndex, end)
    if (token.end > token.start) found.push(token)
    at = Math.max(token.end, SPACE.lastIndex) + 1
  }
  return found
}

/** Up to a blank or markup; in quotation marks up to the last that belongs to it. */
function tokenAt(text: string, at: number, end: number): Range {
  QUOTE.lastIndex = at
  const mark = QUOTE.exec(text)?.[0]
  if (mark !== undefined) return quoted(text, at, mark, end)
  const stop = text.slice(at, end).search(/[ \t\r\n<>"]|&(?:quot|lt|gt);/)
  return { start: at, end: stop < 0 ? end : at + stop }
}

/** A mark that is doubled or escaped does not end the text; one that never comes makes it last to the end of the line. */
function quoted(text: string, at: number, mark: string, end: number): Range {
  const start = at + mark.length
  for (let i = text.indexOf(mark, start); i >= 0 && i < end; i = text.indexOf(mark, i)) {
    const isEscaped = mark !== '\\"' && text[i - 1] === '\\' && i > start
    if (text.startsWith(mark, i + mark.length)) i += mark.length * 2
    else if (isEscaped) i += mark.length
    else return { start, end: i }
  }
  return { start, end }
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character)
}

function startOfLine(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < MOST && !isLineEnd(text, start - 1)) start--
  return start
}

export function endOfLine(text: string, at: number): number {
  let end = at
  while (end < text.length && end - at < MOST && !isLineEnd(text, end)) end++
  return end
}

/** Commands are joined by `&`, `|` and `;`; in XML `&` begins an entity. */
function endOfCommand(text: string, at: number): number {
  const lineEnd = endOfLine(text, at)
  const joint = text.slice(at, lineEnd).search(/[|<]|&(?!quot;|apos;|#)|;[ \t]/)
  return joint < 0 ? lineEnd : at + joint
}

function isLineEnd(text: string, at: number): boolean {
  const character = text[at]
  return character === '\n' || character === '\r'
}
