/** The outermost element of an XML document as its first bytes show it: what XML formats are told apart by. */
import type { Head } from './format.ts'

export interface XmlRoot {
  /** As printed, with its prefix. */
  readonly name: string
  /** Name, attributes and namespaces as printed, up to 4,000 characters. */
  readonly tag: string
}

/** Declarations, comments and document types above the root: a few at most. */
const MOST_ABOVE = 20

/** null where the text does not begin as XML does. */
export function xmlRoot(head: Head): XmlRoot | null {
  const known = rootOfHead.get(head)
  if (known !== undefined) return known
  const root = readRoot(head.text)
  rootOfHead.set(head, root)
  return root
}

/** Every XML format sniffs the same head: it is read once. */
const rootOfHead = new WeakMap<Head, XmlRoot | null>()

function readRoot(text: string): XmlRoot | null {
  let at = skipBlanks(text, 0)
  // A note may stand above a document that somebody pasted; nothing but a declaration tells where that begins.
  if (text[at] !== '<') at = text.indexOf('\n<?xml') + 1
  for (let above = 0; above < MOST_ABOVE && text[at] === '<'; above++) {
    const end = endOfAbove(text, at)
    if (end === null) {
      const tag = /^<([A-Za-z_][\w.:-]{0,200})[^>]{0,4000}/.exec(text.slice(at, at + 4300))
      return tag === null ? null : { name: tag[1] ?? '', tag: tag[0] }
    }
    at = skipBlanks(text, end)
  }
  return null
}

/** Behind a declaration, comment or document type; null where an element begins. */
function endOfAbove(text: string, at: number): number | null {
  if (text.startsWith('<?', at)) return behind(text, '?>', at)
  if (text.startsWith('<!--', at)) return behind(text, '-->', at)
  if (!text.startsWith('<!', at)) return null
  const end = behind(text, '>', at)
  const subset = text.indexOf('[', at)
  return subset < 0 || subset > end ? end : behind(text, '>', text.indexOf(']', subset))
}

function behind(text: string, mark: string, from: number): number {
  const found = from < 0 ? -1 : text.indexOf(mark, from)
  return found < 0 ? text.length : found + mark.length
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n\0\uFEFF'.includes(text[at] as string)) at++
  return at
}
