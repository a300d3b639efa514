/**
 * The SAX parser over windows of bytes, bounded on every side: depth, elements of a record, length of values, faults.
 * What is ill-formed is read on as far as it makes sense, and is one fault in all.
 */
import sax, { type SaxParser } from 'sax'
import type { TextWindow } from '../text/text-window.ts'
import {
  BARE_AMPERSAND,
  byteCharacters,
  cutBetweenEntities,
  decodeCharacters,
  entities,
} from './xml-bytes.ts'
import { XmlElement, MOST_VALUE_BYTES, type Decode } from './xml-element.ts'

/** Setup's own documents nest less than 20 deep. */
const MOST_DEPTH = 256
/** Elements that are kept of one record. */
const MOST_ELEMENTS = 20_000
/** Text with more faults than this is no XML, and each of them costs as much as a page of good text. */
const MOST_FAULTS = 1000
/** Characters given to the parser at once: how far it may run on behind the last fault. */
const PIECE = 8192

/** Buffers of the parser with nothing of interest in them. */
const SKIPPED = new Set(['comment', 'doctype', 'procInstBody', 'sgmlDecl'])

const LESS_THAN = 60

/** HTML elements without a close tag. */
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' ')) // prettier-ignore

export interface XmlFault {
  readonly code: 'truncated' | 'damaged' | 'over-limit'
  /** 1-based. */
  readonly line: number
  readonly detail: string
  /** Nothing was read behind it. */
  readonly isLast: boolean
}

export interface XmlEvents {
  readonly html: boolean
  /** The end of the text between two records is no fault. */
  readonly grows: boolean
  readonly manyRoots: boolean
  readonly decode: Decode
  readonly isRecord: (name: string) => boolean
  /** The document begins: its first `<`. */
  readonly began: (offset: number, line: number) => void
  /** An element that is no record has begun. */
  readonly opened: () => void
  /** A record has closed, or the text has ended inside it. Offset and line of its `<`. */
  readonly record: (element: XmlElement, offset: number, line: number) => void
  /** A line above the document that is not blank. */
  readonly outside: (line: number) => void
}

export class XmlReader {
  /** The first fault; one that ended the reading replaces it. */
  fault: XmlFault | null = null
  readonly #events: XmlEvents
  readonly #parser: SaxParser
  /** Offset and line at which the parser's position 0 stands; offset -1 = no document so far. */
  #base = -1
  #baseLine = 1
  readonly #open: XmlElement[] = []
  /** Depth of the record that is open, and where it began; depth 0 = none. */
  #recordDepth = 0
  #recordOffset = 0
  #tagLine = 1
  #elements = 0
  #faults = 0
  /** A bare `&` has been given to the parser: what it hands out is looked at. */
  #mayBeBare = false
  #closing = false

  constructor(events: XmlEvents) {
    this.#events = events
    const parser = sax.parser(!events.html, { lowercase: true, position: true })
    parser.ENTITIES = entities
    parser.onerror = (error) => this.#failed(error)
    parser.onopentagstart = () => this.#noteTag()
    parser.onopentag = (tag) => this.#openTag(tag.name, tag.attributes)
    parser.onclosetag = (name) => this.#closeTag(name)
    parser.ontext = (text) => this.#openText(text)
    parser.oncdata = (text) => this.#addText(text)
    this.#parser = parser
  }

  /** How far the parser has come, in bytes of the text. */
  get offset(): number {
    return Math.max(0, this.#base) + this.#parser.position
  }

  window({ bytes, offset, line }: TextWindow): void {
    let from = 0
    if (this.#base < 0) {
      from = this.#findBegin(bytes, offset, line)
      if (this.#base < 0) return
    }
    for (let at = from; at < bytes.length && this.#goesOn;) {
      const end = cutBetweenEntities(bytes, at + PIECE)
      const characters = byteCharacters(bytes.subarray(at, end))
      this.#mayBeBare ||= characters.includes(BARE_AMPERSAND)
      this.#parser.write(characters)
      at = end
    }
  }

  /** Text or a value that ends here; in CDATA an `&` stands for itself. */
  #tellBare(text: string): void {
    const bare = this.#mayBeBare ? text.indexOf(BARE_AMPERSAND) : -1
    if (bare < 0 || this.#events.html || this.fault !== null) return
    const end = this.#line - (this.#parser.column === 0 ? 1 : 0)
    const line = Math.max(1, end - (text.slice(bare).split('\n').length - 1))
    const detail = 'Expected well-formed XML, found: & that begins no entity'
    this.fault = { code: 'damaged', line, detail, isLast: false }
  }

  finish(): void {
    if (this.#base < 0) return
    if (this.#goesOn) {
      this.#closing = true
      const innermost = this.#open.at(-1)
      const isCut = !this.#events.grows || this.#recordDepth > 0
      if (innermost !== undefined && isCut) {
        const name = decodeCharacters(innermost.name.slice(0, 100), this.#events.decode)
        this.#tellCut(`</${name}>`)
      }
      this.#parser.close()
    }
    this.endRecord()
  }

  /** Hands out the record that is open, as far as it has come. */
  endRecord(): void {
    const record = this.#open[this.#recordDepth - 1]
    this.#recordDepth = 0
    if (record !== undefined) this.#events.record(record, this.#recordOffset, record.line)
  }

  get #goesOn(): boolean {
    return this.fault?.isLast !== true
  }

  get #line(): number {
    return this.#baseLine + this.#parser.line
  }

  /** The offset in `bytes` of the first `<`. What stands above it is no XML. */
  #findBegin(bytes: Uint8Array, offset: number, first: number): number {
    let line = first
    let isTold = false
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte === LESS_THAN) {
        this.#base = offset + at
        this.#baseLine = line
        this.#events.began(this.#base, line)
        return at
      }
      if (byte === 10) {
        line++
        isTold = false
      } else if (byte > 32 && !isTold) {
        // The three bytes of a second mark are no text.
        if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 2
        else {
          isTold = true
          this.#events.outside(line)
        }
      }
    }
    return bytes.length
  }

  /** A tag's name has been read. It ends at most at a line end, so it stands on the line before that. */
  #noteTag(): void {
    this.#tagLine = this.#line - (this.#parser.column === 0 ? 1 : 0)
  }

  #openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!this.#goesOn || (this.#events.html && VOID.has(name))) return
    if (this.#events.manyRoots) this.#parser.closedRoot = false
    if (this.#mayBeBare) Object.values(attributes).forEach((value) => this.#tellBare(value))
    const parent = this.#open.at(-1) ?? null
    const element = new XmlElement(name, this.#tagLine, parent, attributes, this.#events.decode)
    this.#open.push(element)
    if (this.#recordDepth > 0) {
      if (++this.#elements < MOST_ELEMENTS) parent?.children.push(element)
      else if (this.#elements === MOST_ELEMENTS)
        this.#note('over-limit', `Of one record, ${MOST_ELEMENTS} elements are read`)
    } else if (this.#events.isRecord(name)) {
      this.#recordDepth = this.#open.length
      this.#recordOffset = this.#base + this.#parser.startTagPosition - 1
      this.#elements = 0
    } else this.#events.opened()
    if (this.#open.length > MOST_DEPTH)
      this.#giveUp('over-limit', `Elements are nested deeper than ${MOST_DEPTH}`)
  }

  #closeTag(name: string): void {
    if (!this.#goesOn || this.#open.at(-1)?.name !== name) return
    if (this.#closing) return
    const depth = this.#open.length
    const element = this.#open.pop()
    if (depth !== this.#recordDepth || element === undefined) return
    this.#recordDepth = 0
    this.#events.record(element, this.#recordOffset, element.line)
  }

  #openText(text: string): void {
    this.#tellBare(text)
    this.#addText(text)
  }

  #addText(text: string): void {
    if (this.#recordDepth > 0 && this.#goesOn) this.#open.at(-1)?.addText(text)
  }

  #failed(error: Error): void {
    const parser = this.#parser
    parser.error = null
    if (!this.#goesOn) return
    const [what = ''] = error.message.split('\n')
    if (this.#closing) {
      // A root that is still open has been told of, or is none of a log that grows.
      if (!what.startsWith('Unclosed root')) this.#tellCut('more of the document')
      return
    }
    const tooLong = /^Max buffer length exceeded: (\w+)/.exec(what)?.[1]
    if (tooLong === 'attribValue') {
      parser.attribValue = parser.attribValue.slice(0, MOST_VALUE_BYTES)
      this.#note('over-limit', `Of one value, ${MOST_VALUE_BYTES} bytes are read`)
    } else if (tooLong !== undefined && SKIPPED.has(tooLong)) {
      parser.comment = parser.doctype = parser.procInstBody = parser.sgmlDecl = ''
    } else {
      if (!this.#events.html)
        this.#note('damaged', `Expected well-formed XML, found: ${what.slice(0, 200)}`)
      if (++this.#faults > MOST_FAULTS)
        this.#giveUp('damaged', `Expected XML, found more than ${MOST_FAULTS} faults`)
    }
  }

  #tellCut(expected: string): void {
    if (this.#events.html) return
    // Behind the last line end no line begins.
    const line = Math.max(1, this.#line - (this.#parser.column === 0 ? 1 : 0))
    const detail = `Expected ${expected}, found the end of the file`
    this.fault ??= { code: 'truncated', line, detail, isLast: false }
  }

  #note(code: XmlFault['code'], detail: string): void {
    this.fault ??= { code, line: this.#line, detail, isLast: false }
  }

  #giveUp(code: XmlFault['code'], detail: string): void {
    this.fault = { code, line: this.#line, detail, isLast: true }
  }
}
