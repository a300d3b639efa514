/** Lines of the form `Label: value`, in any language: tools put spaces before the colon, dots, or a full-width colon. */

export interface LabelledLine {
  /** Characters before the label. */
  readonly indent: number
  /** Without the dots and spaces that lead to the colon. */
  readonly label: string
  readonly value: string
}

/** A label is no sentence, and no path of a drive. */
const LONGEST_LABEL = 100

/** null where the line has no colon that ends a label: one followed by a space or the line's end. */
export function labelled(text: string): LabelledLine | null {
  const indent = text.length - text.trimStart().length
  let at = nextColon(text, indent)
  while (at >= 0 && at + 1 < text.length && !isSpace(text, at + 1) && text[at] !== '：') {
    at = nextColon(text, at + 1)
  }
  if (at <= indent || at - indent > LONGEST_LABEL) return null
  let end = at
  while (end > indent && (isSpace(text, end - 1) || text[end - 1] === '.')) end--
  if (end === indent) return null
  return { indent, label: text.slice(indent, end), value: text.slice(at + 1).trim() }
}

function nextColon(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === ':' || text[at] === '：') return at
  return -1
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || code === 9 || code === 0x3000 || code === 0xa0
}
