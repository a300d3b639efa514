/** An element as readers of records see it: bounded, decoded when it is asked for. */
import { decodeCharacters } from './xml-bytes.ts'

/** Longer values are cut: no field of a setup log comes near. In bytes of the text. */
export const MOST_VALUE_BYTES = 32 * 1024

export type Decode = (bytes: Uint8Array) => string

export class XmlElement {
  /** As printed, with its prefix. */
  readonly name: string
  /** 1-based line of its `<`. */
  readonly line: number
  /** The element around it; null for the outermost. */
  readonly parent: XmlElement | null
  /** Only inside records; ancestors of a record keep none. */
  readonly children: XmlElement[] = []
  readonly #attributes: Readonly<Record<string, string>>
  readonly #decode: Decode
  #text = ''

  constructor(
    name: string,
    line: number,
    parent: XmlElement | null,
    attributes: Readonly<Record<string, string>>,
    decode: Decode,
  ) {
    this.name = name
    this.line = line
    this.parent = parent
    this.#attributes = attributes
    this.#decode = decode
  }

  /** '' where there is none. */
  attribute(name: string): string {
    const value = this.#attributes[name]
    return value === undefined ? '' : decodeCharacters(cut(value), this.#decode)
  }

  hasAttribute(name: string): boolean {
    return this.#attributes[name] !== undefined
  }

  /** Its own text, without that of children, and without blanks around it. */
  get text(): string {
    return decodeCharacters(this.#text, this.#decode).trim()
  }

  /** Is this its name, with whatever prefix? */
  is(name: string): boolean {
    return isNamed(this.name, name)
  }

  /** The first child of a name, or of a path of names: `System/EventID`. */
  child(path: string): XmlElement | undefined {
    const slash = path.indexOf('/')
    if (slash < 0) return this.children.find((one) => one.is(path))
    return this.child(path.slice(0, slash))?.child(path.slice(slash + 1))
  }

  /** Text of the first child of a name or path; '' where there is none. */
  textOf(path: string): string {
    return this.child(path)?.text ?? ''
  }

  /** Text of this element and of all that it holds, piece by piece. */
  get wholeText(): string {
    const pieces = [this.text, ...this.children.map(({ wholeText }) => wholeText)]
    return pieces.filter((piece) => piece !== '').join(' ')
  }

  /** The nearest element around it of a name. */
  ancestor(name: string): XmlElement | undefined {
    for (let one = this.parent; one !== null; one = one.parent) if (one.is(name)) return one
    return undefined
  }

  /** For the parse pass: characters of `byteCharacters`. */
  addText(characters: string): void {
    if (this.#text.length < MOST_VALUE_BYTES) this.#text = cut(this.#text + characters)
  }
}

function cut(text: string): string {
  return text.length > MOST_VALUE_BYTES ? text.slice(0, MOST_VALUE_BYTES) : text
}

/** `z:row` is named `z:row` and `row`. */
export function isNamed(qualified: string, name: string): boolean {
  if (qualified === name) return true
  return qualified.length > name.length && qualified.endsWith(`:${name}`)
}
