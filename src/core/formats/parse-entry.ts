/** The parse pass over one entry: bytes in, columns, signals and hits out, and the text to read again. */
import { StringTable } from '../base/string-table.ts'
import type { Signal } from '../model/event-kinds.ts'
import { EventTableBuilder } from '../model/event-table.ts'
import type { EncodingName, LogFile, SignatureHit } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import { detectEncoding, isWide, type DetectedEncoding } from '../text/encoding.ts'
import { maskSecrets } from '../text/secrets/mask-secrets.ts'
import { suggestsSecrets, type Secretive } from '../text/secrets/secret-hints.ts'
import { TextDecoding } from '../text/text-decoding.ts'
import { WideRuns } from '../text/wide-runs.ts'
import { TextWindows } from '../text/windows.ts'
import { collectBlob, EntryBytes } from './entry-bytes.ts'
import type { BinaryFormat, BinaryReading, Format, Signature, Sink, TextFormat } from './format.ts'
import { fileKind, isBinaryByMagic } from './magic.ts'
import { headOf, pickFormat } from './pick-format.ts'
import { TextKeeper } from './text-keeper.ts'
import { tellEncodings, type ToldEncodings } from './told-encodings.ts'
import { UnparsedRuns } from './unparsed-runs.ts'

export interface ParseInput {
  /** Path inside the bundle; its last part is the name hint for sniffing. */
  readonly path: string
  /** Size as the archive states it, or null; fewer bytes than that are a truncated entry. */
  readonly bytes: number | null
  readonly chunks: AsyncIterable<Uint8Array>
  /** The same bytes with random access, where the caller has them: spares copies. */
  readonly blob?: Blob
  readonly signatures: readonly Signature[]
  readonly formats: readonly Format[]
  /** The person's choice. 'binary' reads no text. */
  readonly encodingOverride?: EncodingName
  /** Size of a window; tests make it small. */
  readonly windowBytes?: number
  readonly onProgress?: (bytesDone: number) => void
  readonly signal?: AbortSignal
}

export interface ParsedEntry {
  readonly file: LogFile
  /** The normalised text, a superset of ASCII (decoderFor(file.encoding) reads it); null for binary entries. */
  readonly text: Blob | null
}

/** Never throws for what the bytes are; only `signal` ends it early, with the signal's reason. */
export async function parseEntry(input: ParseInput): Promise<ParsedEntry> {
  const problems: Problem[] = []
  const tell = (problem: Omit<Problem, 'path'>): void => {
    problems.push({ ...problem, path: input.path })
  }
  const bytes = new EntryBytes(input.chunks, {
    tell,
    ...(input.onProgress && { onProgress: input.onProgress }),
    ...(input.signal && { signal: input.signal }),
  })
  const head = await bytes.head()
  const guessed = detectEncoding(head)
  const found: DetectedEncoding = isBinaryByMagic(head)
    ? { ...guessed, encoding: 'binary', bomBytes: 0 }
    : guessed
  const name = baseName(input.path)
  const { detected, override, secretive } = chosen(head, found, name, input.encodingOverride)
  const format = pickFormat(input.formats, head, detected, name)
  const pass = new Pass(input, bytes, tell, override, secretive)
  const body = await pass.run(format, detected)
  if (input.bytes !== null && bytes.done < input.bytes && !bytes.failed) {
    tell({
      code: 'truncated',
      at: `${bytes.done}`,
      detail: `Expected ${input.bytes} bytes, found ${bytes.done}`,
      skipped: input.bytes - bytes.done,
    })
  }
  const { text, ...rest } = body
  return {
    file: {
      path: input.path,
      bytes: bytes.done,
      format: format?.id ?? 'binary',
      kind: format?.kind === 'text' ? null : fileKind(head),
      ...rest,
      table: pass.table.finish(pass.components.strings),
      signals: pass.signals,
      hits: pass.hits,
      problems,
      unparsed: pass.unparsed.runs,
    },
    text,
  }
}

interface Chosen {
  readonly detected: DetectedEncoding
  readonly override: EncodingName | undefined
  readonly secretive: Secretive | null
}

/** The encoding that holds, and whether secrets are to be masked: by the beginning alone, so that the text reads the same again. */
function chosen(
  head: Uint8Array,
  found: DetectedEncoding,
  name: string,
  override: EncodingName | undefined,
): Chosen {
  const hinted = suggestsSecrets(headOf(head, found, name).text)
  if (override === undefined) return { detected: found, override, secretive: hinted }
  // Two bytes for every character, read as one each or in the other order, would spell secrets where none is found.
  const isHeld =
    hinted !== null && found.encoding !== override && (isWide(found.encoding) || isWide(override))
  if (isHeld) return { detected: found, override: undefined, secretive: hinted }
  const detected = { ...found, encoding: override, confidence: 1 }
  const secretive = hinted ?? suggestsSecrets(headOf(head, detected, name).text)
  return { detected, override, secretive }
}

type Body = Pick<
  LogFile,
  | 'encoding'
  | 'encodingConfidence'
  | 'encodingChosen'
  | 'encodingRuns'
  | 'lines'
  | 'lineIndex'
  | 'rendered'
  | 'records'
  | 'recordsBad'
> & { readonly text: Blob | null }

/** Made anew each time: its empty index moves to another thread with the file. */
function noText() {
  return {
    encoding: 'binary',
    encodingConfidence: 1,
    encodingChosen: false,
    encodingRuns: [],
    lines: 0,
    lineIndex: new Uint32Array(0),
    rendered: null,
    records: null,
    recordsBad: null,
    text: null,
  } as const satisfies Body
}

class Pass {
  readonly table = new EventTableBuilder()
  readonly components = new StringTable()
  readonly signals: Signal[] = []
  readonly hits: SignatureHit[] = []
  readonly unparsed = new UnparsedRuns()
  readonly #input: ParseInput
  readonly #bytes: EntryBytes
  readonly #override: EncodingName | undefined
  readonly #secretive: Secretive | null
  readonly #sink: Sink

  constructor(
    input: ParseInput,
    bytes: EntryBytes,
    tell: Sink['problem'],
    override: EncodingName | undefined,
    secretive: Secretive | null,
  ) {
    this.#input = input
    this.#bytes = bytes
    this.#override = override
    this.#secretive = secretive
    this.#sink = {
      table: this.table,
      component: (name) => this.components.intern(name),
      signal: (signal) => this.signals.push(signal),
      hit: (hit) => this.hits.push(hit),
      unparsed: (line, reason) => this.unparsed.add(line, reason),
      problem: tell,
    }
  }

  run(format: Format | null, detected: DetectedEncoding): Promise<Body> {
    if (format === null) return this.#skip()
    return format.kind === 'text' ? this.#text(format, detected) : this.#binary(format)
  }

  async #text(format: TextFormat, detected: DetectedEncoding): Promise<Body> {
    const { encoding } = detected
    const decoding = new TextDecoding(detected, this.#override)
    const wide = isWide(encoding)
    const secretive = this.#secretive
    const runs = new WideRuns({
      mode: wide ? encoding : null,
      whole: wide && this.#override !== undefined,
      byLines: secretive !== null,
    })
    const chunks = runs.narrow(this.#bytes.chunks())
    const windows = new TextWindows(secretive === null ? chunks : maskSecrets(chunks, secretive), {
      decoding,
      bomBytes: wide ? 0 : detected.bomBytes,
      problem: this.#sink.problem,
      hasNuls: () => runs.hasNuls,
      ...(this.#input.windowBytes !== undefined && { windowBytes: this.#input.windowBytes }),
    })
    const blob = secretive === null ? this.#input.blob : undefined
    const keeper = new TextKeeper(windows, blob, () => !runs.isUnchanged)
    await format.parse(
      {
        windows: keeper,
        decode: (bytes) => decoding.decode(bytes),
        signatures: this.#input.signatures,
      },
      this.#sink,
    )
    // A format that stops early must not leave lines uncounted.
    await keeper.drain()
    // Loggers end every line; documents, and what is typed by hand, need not.
    if (windows.endsInsideLine && format.isDocument !== true)
      this.#sink.problem(cutLine(windows.lines))
    if (runs.endsInHalf) this.#sink.problem(halfUnit(this.#bytes.done))
    const text = keeper.text()
    return {
      ...noText(),
      ...(this.#override === undefined
        ? await tellEncodings(
            { text, detected, decoding, wide: runs, byLines: secretive !== null },
            this.#sink.problem,
          )
        : chosenEncoding(this.#override)),
      lines: windows.lines,
      lineIndex: windows.lineIndex,
      text,
    }
  }

  async #binary(format: BinaryFormat): Promise<Body> {
    const blob = this.#input.blob ?? (await collectBlob(this.#bytes.chunks()))
    const size = blob.size
    const source = {
      size,
      read: async (offset: number, length: number) => {
        this.#input.signal?.throwIfAborted()
        const from = Math.min(Math.max(0, offset), size)
        const to = Math.min(from + Math.max(0, length), size)
        return new Uint8Array(await blob.slice(from, to).arrayBuffer())
      },
    }
    const reading: BinaryReading = await format.parse(source, this.#sink)
    this.#bytes.finish(size)
    return {
      ...noText(),
      ...reading,
      recordsBad: reading.recordsBad,
      lines: reading.rendered.length,
    }
  }

  /** Neither text nor a known binary format: nothing to read, and that is no problem. */
  async #skip(): Promise<Body> {
    if (this.#input.blob !== undefined) this.#bytes.finish(this.#input.blob.size)
    else for await (const _ of this.#bytes.chunks()) continue
    return noText()
  }
}

function chosenEncoding(encoding: EncodingName): ToldEncodings {
  return { encoding, encodingConfidence: 1, encodingRuns: [], encodingChosen: true }
}

function cutLine(line: number): Omit<Problem, 'path'> {
  return {
    code: 'truncated',
    at: `line ${line}`,
    detail: 'Expected a line end, found the end of the file: the log is cut inside its last line',
    skipped: null,
  }
}

function halfUnit(at: number): Omit<Problem, 'path'> {
  return {
    code: 'truncated',
    at: `${at}`,
    detail: 'Expected UTF-16 in pairs of bytes, found one byte at the end',
    skipped: 1,
  }
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
