/** Secrets that elements hold: `<Password><Value>x</Value></Password>`, as they are or with `&lt;` for `<`, over many lines. */
import { valueAt, type Range } from './secret-values.ts'

/** An element whose text is masked. */
export interface SecretElement {
  readonly name: string
  /** Its marks are entities: a document inside a value of another. */
  readonly escaped: boolean
}

/** Children that say how the secret is written, not what it is. */
const SPARED = /^(?:[\w.-]+:)?(?:plaintext|willshowui)$/i

const LONGEST_TAG = 4000

const SECTIONS = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
] as const

/** Around a name in bytes [start, end): the element that it opens, and where the text of it begins; null = it opens none. */
export function elementAt(
  text: string,
  start: number,
  end: number,
): { readonly element: SecretElement; readonly content: number } | null {
  const before = /(<|&lt;)((?:[\w.-]{1,40}:)?[\w.-]{0,50})$/.exec(text.slice(Math.max(0, start - 96), start)) // prettier-ignore
  if (before === null) return null
  const escaped = before[1] === '&lt;'
  if (!/^(?:[ \t\r\n>/]|&gt;|$)/.test(text.slice(end, end + 4))) return null
  const name = (before[2] ?? '') + text.slice(start, end)
  return contentOf(text, name, escaped, end)
}

/** `<Property Name="AdminPassword" Value="x"/>`, `<variable name="…Password">x</variable>`, `<Name>…Password</Name><Value>x</Value>`. */
export function namedValue(
  text: string,
  start: number,
  end: number,
): {
  readonly values: readonly Range[]
  readonly element: SecretElement | null
  readonly content: number
} {
  const none = { values: [], element: null, content: end }
  const pair =
    /[ \t\r\n]{0,200}<\/(?:\w{1,20}:)?(?:name|key)>[ \t\r\n]{0,200}<((?:\w{1,20}:)?(?:value|string|data))(?=[ \t\r\n>])/iy
  pair.lastIndex = end
  const value = pair.exec(text)
  if (value !== null) {
    const found = contentOf(text, value[1] ?? '', false, pair.lastIndex)
    return found === null ? none : { values: [], ...found }
  }
  const before = text.slice(Math.max(0, start - 80), start)
  // `PasswordLastSet` is no password.
  if (!/^\w{0,3}["']/.test(text.slice(end, end + 4))) return none
  if (!/\b(?:name|id|key|property)[ \t]*=[ \t]*["'][\w.:\\-]{0,60}$/i.test(before)) return none
  const back = Math.max(0, start - LONGEST_TAG)
  const open = back + text.slice(back, start).lastIndexOf('<')
  const close = end + text.slice(end, end + LONGEST_TAG).indexOf('>')
  if (open < back || close < end) return none
  const values = [
    ...text.slice(open, close).matchAll(/[ \t\r\n](?:value|data)[ \t]*=[ \t]*/gi),
  ].flatMap((match) => valueAt(text, open + match.index + match[0].length, close))
  const name = /^<([\w:.-]{1,100})/.exec(text.slice(open, open + 102))?.[1]
  if (name === undefined || text[close - 1] === '/') return { values, element: null, content: end }
  return { values, element: { name, escaped: false }, content: close + 1 }
}

/** Behind the tag that goes on at `from`; null where the tag closes itself. */
function contentOf(
  text: string,
  name: string,
  escaped: boolean,
  from: number,
): { readonly element: SecretElement; readonly content: number } | null {
  const mark = escaped ? '&gt;' : '>'
  const length = text.slice(from, from + LONGEST_TAG).indexOf(mark)
  // A tag without an end is cut or broken: what stands behind its name is masked with the rest.
  if (length < 0) return { element: { name, escaped }, content: from }
  if (text[from + length - 1] === '/') return null
  return { element: { name, escaped }, content: from + length + mark.length }
}

/**
 * Ranges of the element's text from `from` on, and where it ends: at its close tag, or behind the text where that has not
 * come; then `isOpen` is true.
 */
export function textOfElement(
  text: string,
  from: number,
  { name, escaped }: SecretElement,
): { readonly ranges: readonly Range[]; readonly end: number; readonly isOpen: boolean } {
  const less = escaped ? '&lt;' : '<'
  const tag = escaped
    ? /&lt;(\/?)([A-Za-z_][\w:.-]{0,100})([^<>]{0,500}?)&gt;/y
    : /<(\/?)([A-Za-z_][\w:.-]{0,100})([^<>]{0,4000})>/y
  const ranges: Range[] = []
  let spared = false
  let textStart = from
  for (let at = from; ;) {
    const next = text.indexOf(less, at)
    if (next < 0) break
    tag.lastIndex = next
    const match = tag.exec(text)
    if (match === null) {
      // A section of characters, a comment, or a bare mark: all of it is text here.
      at = behindSection(text, next, less)
      continue
    }
    if (!spared) ranges.push({ start: textStart, end: next })
    const [whole, slash, tagName = '', rest = ''] = match
    if (slash !== '' && tagName.toLowerCase() === name.toLowerCase())
      return { ranges, end: next, isOpen: false }
    spared = slash === '' && SPARED.test(tagName) && !rest.endsWith('/')
    at = textStart = next + whole.length
  }
  if (!spared) ranges.push({ start: textStart, end: text.length })
  return { ranges, end: text.length, isOpen: true }
}

function behindSection(text: string, at: number, less: string): number {
  const section = SECTIONS.find(([begin]) => text.startsWith(begin, at))
  if (section === undefined) return at + less.length
  const [, end] = section
  const found = text.indexOf(end, at)
  return found < 0 ? text.length : found + end.length
}
