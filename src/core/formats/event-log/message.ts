/** Our own messages with a record's values in them: see EventMeaning.text for what may stand between the braces. */
import { lookUp } from '../../codes/look-up.ts'
import { codeOf, numberOf, valueOf, type EventRecord } from './record.ts'

/** Longest value inside a message: lists of updates and of outranked drivers run to thousands of characters. */
const MOST_INSERT = 400

interface Insert {
  readonly name: string
  /** -1 = by name alone. */
  readonly place: number
  /** '' = as it is. */
  readonly form: string
}

/** Words and inserts in turn; a message is taken apart once and filled in thousands of times. */
const known = new Map<string, readonly (string | Insert)[]>()

/** One line. A value that is not there becomes `-`. */
export function fillIn(text: string, event: EventRecord): string {
  let filled = ''
  for (const part of partsOf(text)) {
    if (typeof part === 'string') filled += part
    else filled += shown(inForm(valueOf(event, part.name, part.place), part.form))
  }
  return filled
}

function partsOf(text: string): readonly (string | Insert)[] {
  let parts = known.get(text)
  if (parts === undefined) {
    parts = takeApart(text)
    known.set(text, parts)
  }
  return parts
}

function takeApart(text: string): readonly (string | Insert)[] {
  const parts: (string | Insert)[] = []
  let from = 0
  for (const found of text.matchAll(/\{(\w*)(?:\|(\d+))?(?::(\w+))?\}/g)) {
    const [whole, name = '', place, form = ''] = found
    parts.push(text.slice(from, found.index))
    parts.push({ name, place: place === undefined ? -1 : Number(place), form })
    from = found.index + whole.length
  }
  return [...parts, text.slice(from)]
}

function shown(value: string): string {
  if (value === '') return '-'
  const line = /\s\s|[\n\r\t]|^\s|\s$/.test(value) ? value.replaceAll(/\s+/g, ' ').trim() : value
  if (line === '') return '-'
  return line.length > MOST_INSERT ? `${line.slice(0, MOST_INSERT)}…` : line
}

function inForm(value: string, form: string): string {
  if (form === '' || Number.isNaN(numberOf(value))) return value
  const code = codeOf(value)
  if (form === 'problem') return withName(`${code}`, lookUp(code, { family: 'cm-prob' }).name)
  if (form === 'stop')
    return withName(
      `0x${code.toString(16).toUpperCase()}`,
      code === 0 ? null : lookUp(code, { family: 'bugcheck' }).name,
    )
  const { hex, name } = lookUp(code)
  return withName(hex, name)
}

function withName(number: string, name: string | null): string {
  return name === null ? number : `${number} ${name}`
}
