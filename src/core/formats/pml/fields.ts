/** Writes a detail the way Process Monitor words it: `Name: value, Name: value`. */
import type { TextBuffer } from '../evtx/text-buffer.ts'

export class Fields {
  readonly out: TextBuffer
  #isFirst = true

  constructor(out: TextBuffer) {
    this.out = out
  }

  begin(): void {
    this.#isFirst = true
  }

  /** Begins a field: its value is written to `out` by the caller. */
  name(name: string): void {
    if (!this.#isFirst) this.out.text(', ')
    this.#isFirst = false
    this.out.text(name)
    this.out.text(': ')
  }

  text(name: string, value: string): void {
    this.name(name)
    this.out.text(value)
  }

  number(name: string, value: number): void {
    this.name(name)
    this.out.number(value)
  }

  /** `1,048,576`. */
  grouped(name: string, value: number | bigint): void {
    this.name(name)
    this.out.text(grouped(value))
  }

  hex(name: string, value: number | bigint): void {
    this.name(name)
    this.out.text(`0x${value.toString(16)}`)
  }

  /** Names of the bits that are set, in the table's order; a name of several bits takes them all. */
  flags(name: string, value: number, table: FlagTable, separator = ', '): void {
    this.name(name)
    this.out.text(flagNames(value, table, separator))
  }
}

export type FlagTable = readonly (readonly [bits: number, name: string])[]

export function flagNames(value: number, table: FlagTable, separator: string): string {
  let rest = value
  let text = ''
  for (const [bits, name] of table) {
    // Unsigned: masks may hold the highest bit.
    if ((rest & bits) >>> 0 !== bits) continue
    text += text === '' ? name : separator + name
    rest &= ~bits
  }
  return text
}

export function grouped(value: number | bigint): string {
  const digits = value.toString()
  if (digits.length < 4) return digits
  const sign = digits.startsWith('-') ? '-' : ''
  const bare = digits.slice(sign.length)
  let text = bare.slice(0, bare.length % 3 || 3)
  for (let at = text.length; at < bare.length; at += 3) text += `,${bare.slice(at, at + 3)}`
  return sign + text
}

/** `0.0156250`: 100 ns as seconds. */
export function seconds(ticks: bigint | number): string {
  const whole = BigInt(ticks)
  return `${whole / 10_000_000n}.${(whole % 10_000_000n).toString().padStart(7, '0')}`
}
