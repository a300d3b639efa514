/** The full XML of one record, as the XML view of Windows shows it: made on demand, for the record that a person looks at. */
import { Instance } from './instance.ts'
import type { Chunk } from './chunk.ts'
import { RECORD_HEADER } from './record-reader.ts'
import { TextBuffer } from './text-buffer.ts'
import { ARRAY, eachOfArray, printValue, ValueType } from './value-types.ts'
import type { Element, Part } from './xml-tree.ts'

/** A record has 64 KiB; XML inside XML can multiply it. */
const MOST_XML = 1 << 20
const DEEPEST = 8
const INDENT = '  '

export interface XmlOfRecord {
  readonly xml: string
  /** False where XML inside the record, most often its data, cannot be read; a comment stands in its place. */
  readonly isWhole: boolean
}

/** Null where the record's XML is damaged. */
export function xmlOfRecord(chunk: Chunk, at: number, size: number): XmlOfRecord | null {
  const writer = new XmlWriter(chunk)
  if (!writer.write(at + RECORD_HEADER, at + size - 4)) return null
  return { xml: writer.text(), isWhole: writer.isWhole }
}

class XmlWriter {
  isWhole = true
  readonly #chunk: Chunk
  readonly #scratch = new TextBuffer(0x10000, false)
  readonly #pieces: string[] = []
  #length = 0
  #depth = 0

  constructor(chunk: Chunk) {
    this.#chunk = chunk
  }

  text(): string {
    return this.#pieces.join('')
  }

  write(at: number, end: number): boolean {
    return this.#fragment(at, end, '')
  }

  #fragment(at: number, end: number, indent: string): boolean {
    const instance = new Instance()
    if (this.#depth >= DEEPEST || !instance.read(this.#chunk, at, end)) return false
    this.#depth++
    for (const part of instance.template.parts) this.#part(instance, part, indent)
    this.#depth--
    return true
  }

  #put(text: string): void {
    this.#length += text.length
    if (this.#length <= MOST_XML) this.#pieces.push(text)
  }

  #part(instance: Instance, part: Part, indent: string): void {
    if (this.#length > MOST_XML) return
    switch (part.kind) {
      case 'text':
        this.#put(escaped(part.text))
        return
      case 'cdata':
        this.#put(`<![CDATA[${part.text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`)
        return
      case 'instruction':
        this.#put(`${indent}<?${part.target} ${part.text.replaceAll('?>', '? >')}?>\n`)
        return
      case 'value':
        this.#value(instance, part.index, indent)
        return
      case 'element':
        this.#element(instance, part.element, indent)
    }
  }

  /** An element whose one value is an array stands once for each of it; one whose optional value is not there is left out. */
  #element(instance: Instance, element: Element, indent: string): void {
    const [only] = element.parts
    if (element.parts.length !== 1 || only?.kind !== 'value') {
      this.#whole(instance, element, indent, null)
      return
    }
    const type = typeOf(instance, only.index)
    if (only.isOptional && type === ValueType.Null) return
    if ((type & ARRAY) === 0) {
      this.#whole(instance, element, indent, null)
      return
    }
    const offset = instance.offsets[only.index] as number
    const size = instance.sizes[only.index] as number
    eachOfArray(this.#chunk, type, offset, size, (at, length) => {
      this.#whole(instance, element, indent, this.#print(type & ~ARRAY, at, length))
      return this.#length <= MOST_XML
    })
  }

  /** `content` takes the place of the element's own. */
  #whole(instance: Instance, element: Element, indent: string, content: string | null): void {
    this.#put(`${indent}<${element.name}`)
    for (const { name, parts } of element.attributes) this.#attribute(instance, name, parts)
    if (content === null && element.parts.length === 0) {
      this.#put('/>\n')
      return
    }
    this.#put('>')
    if (content !== null) this.#put(escaped(content))
    else if (this.#hasElements(instance, element.parts)) {
      this.#put('\n')
      for (const part of element.parts) this.#part(instance, part, indent + INDENT)
      this.#put(indent)
    } else for (const part of element.parts) this.#part(instance, part, indent)
    this.#put(`</${element.name}>\n`)
  }

  /** Left out where its value is optional and not there. */
  #attribute(instance: Instance, name: string, parts: readonly Part[]): void {
    let text = ''
    for (const part of parts) {
      if (part.kind === 'value') {
        if (part.isOptional && typeOf(instance, part.index) === ValueType.Null) return
        text += this.#printOf(instance, part.index)
      } else if ('text' in part) text += part.text
      if (text.length > MOST_XML) break
    }
    this.#put(` ${name}="${escaped(text).replaceAll('"', '&quot;')}"`)
  }

  #hasElements(instance: Instance, parts: readonly Part[]): boolean {
    return parts.some(
      (part) =>
        part.kind === 'element' ||
        (part.kind === 'value' && typeOf(instance, part.index) === ValueType.BinXml),
    )
  }

  #value(instance: Instance, index: number, indent: string): void {
    if (typeOf(instance, index) !== ValueType.BinXml) {
      this.#put(escaped(this.#printOf(instance, index)))
      return
    }
    const offset = instance.offsets[index] as number
    const size = instance.sizes[index] as number
    if (size === 0 || this.#fragment(offset, offset + size, indent)) return
    this.isWhole = false
    this.#put(`${indent}<!-- ${size} bytes of XML that cannot be read -->\n`)
  }

  /** Values of an array in an attribute or beside other text stand in one list. */
  #printOf(instance: Instance, index: number): string {
    const type = typeOf(instance, index)
    if (index >= instance.count || type === ValueType.BinXml) return ''
    const offset = instance.offsets[index] as number
    const size = instance.sizes[index] as number
    if ((type & ARRAY) === 0) return this.#print(type, offset, size)
    const values: string[] = []
    eachOfArray(this.#chunk, type, offset, size, (at, length) => {
      values.push(this.#print(type & ~ARRAY, at, length))
      return values.length < 1024
    })
    return values.join(', ')
  }

  #print(type: number, offset: number, size: number): string {
    this.#scratch.clear()
    printValue(this.#scratch, this.#chunk, type, offset, size)
    return this.#scratch.toString()
  }
}

function typeOf(instance: Instance, index: number): number {
  return index < instance.count ? (instance.types[index] as number) : ValueType.Null
}

/** Characters that XML 1.0 cannot hold become the sign for them. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[^\t\n\r\u0020-\ufffd]/g, '\ufffd')
}
