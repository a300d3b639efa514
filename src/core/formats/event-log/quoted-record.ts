/**
 * Records of separated values as they come line by line: a quoted field may go on over lines, and one whose quotation mark never
 * comes must not swallow the file.
 */

/** A message is shorter than this, however long its stack traces are. */
const MOST_LINES = 1000
const MOST_CHARACTERS = 128 * 1024
const MOST_FIELDS = 80

export class QuotedRecord {
  /** The lines so far. */
  text = ''
  /** The last line ends inside of quotation marks. */
  isOpen = false
  #lines = 0

  begin(line: string, separator: string): void {
    this.text = line
    this.#lines = 1
    this.isOpen = endsInside(line, separator, false)
  }

  add(line: string, separator: string): void {
    this.#lines++
    this.text += `\n${line}`
    this.isOpen = endsInside(line, separator, true)
  }

  /** No record is as long as this. */
  get isEndless(): boolean {
    return this.#lines >= MOST_LINES || this.text.length >= MOST_CHARACTERS
  }
}

/** Does the line end inside of quotation marks, if it begins inside (or outside) of them? */
function endsInside(line: string, separator: string, inside: boolean): boolean {
  let isInside = inside
  let isStart = !inside
  for (let at = 0; at < line.length; at++) {
    const mark = line[at]
    if (isInside) {
      if (mark !== '"') continue
      const next = line[at + 1]
      if (next === '"') at++
      else if (next === undefined || next === separator) isInside = false
    } else if (mark === separator) isStart = true
    else {
      if (mark === '"' && isStart) isInside = true
      isStart = false
    }
  }
  return isInside
}

/** The fields of a record; a field whose quotation mark is missing reaches to the end. */
export function fieldsOf(text: string, separator: string): readonly string[] {
  const fields: string[] = []
  let at = 0
  while (at <= text.length && fields.length < MOST_FIELDS) {
    const end = text[at] === '"' ? closing(text, at + 1, separator) : find(text, separator, at)
    const field =
      text[at] === '"' ? text.slice(at + 1, end).replaceAll('""', '"') : text.slice(at, end)
    fields.push(field)
    at = find(text, separator, end) + 1
  }
  return fields
}

/** Offset of the quotation mark that ends a field: one with a separator or the end behind it. */
function closing(text: string, from: number, separator: string): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1]
    if (next === '"') at++
    else if (next === undefined || next === separator) return at
  }
  return text.length
}

function find(text: string, separator: string, from: number): number {
  const found = text.indexOf(separator, from)
  return found < 0 ? text.length : found
}
