/** One archive through 7-Zip: its list first, then its files. */
import { BlobReadError } from '../blob-bytes.ts'
import type { ProblemCode } from '../../model/problem.ts'
import { latin1, linesOf, readItems } from './item-list.ts'
import type { ArchiveItem } from './item-list.ts'
import { OutputFiles, RunStopped, Speech } from './output-files.ts'
import { runSevenZip } from './seven-zip.ts'
import type { RunEnd } from './seven-zip.ts'
import { failedUnpacking } from './unpacking.ts'
import type { Failure, Unpacked, UnpackRequest } from './unpacking.ts'
import type { Volume } from './volume.ts'
import { IN_FOLDER, OUT_FOLDER } from './wasm-host.ts'
import type { OutputFile } from './wasm-host.ts'

export interface UnpackJob {
  readonly program: WebAssembly.Module
  readonly request: UnpackRequest
  /** The request's volumes, ready to be read. */
  readonly volumes: readonly Volume[]
  readonly onProgress?: (readBytes: number) => void
}

/** `-bd` without percentages, `-spd` names are no patterns, `-y` no questions. */
const SWITCHES = ['-bd', '-spd', '-y', '-sccUTF-8', '-scsUTF-8']

/**
 * Stands in where some files are encrypted and no password is known: the others are had, and those are told as encrypted.
 */
const NO_PASSWORD = 'no password'

/** What 7-Zip says of a file -> what we call it. What is not here is damage. */
const FILE_ERRORS: readonly (readonly [said: RegExp, code: ProblemCode])[] = [
  [/^Unsupported Method/, 'unsupported'],
  [/^Unexpected end of data|^Unavailable data/, 'truncated'],
]

/** Lines that 7-Zip says of an archive as a whole. */
const ARCHIVE_ERRORS: Readonly<Record<string, ProblemCode>> = {
  'Unexpected end of archive': 'truncated',
  'Headers Error': 'damaged',
  'Headers Error in encrypted archive. Wrong password?': 'damaged',
  'Unavailable start of archive': 'damaged',
  'Unconfirmed start of archive': 'damaged',
  'Unsupported feature': 'unsupported',
  'Unsupported Method': 'unsupported',
}

const LIST_REFUSED = 'Cannot open encrypted archive. Wrong password?'

/** Throws BlobReadError where a volume cannot be read. */
export async function unpackArchive(job: UnpackJob): Promise<Unpacked> {
  const { request, volumes } = job
  const [first] = volumes
  if (first === undefined) return failedUnpacking('damaged', 'there is no archive')
  const listed = await list(job, first)
  if (listed.isLocked) return { ...NOTHING, isListLocked: true, encrypted: 1 }
  const files = listed.items.filter(({ isFolder }) => !isFolder)
  const encrypted = files.filter(({ isEncrypted }) => isEncrypted)
  const isAllLocked = request.password === null && encrypted.length > 0
  if (isAllLocked && encrypted.length === files.length) {
    const locked = encrypted
      .slice(0, request.limits.files)
      .map(({ name }, index) => ({ index, name }))
    return { ...NOTHING, locked, encrypted: encrypted.length, missing: listed.missing }
  }
  return extract(job, first, listed, encrypted.length)
}

const NOTHING: Unpacked = {
  files: [],
  locked: [],
  isListLocked: false,
  encrypted: 0,
  failures: [],
  missing: [],
}

interface Listed {
  readonly items: readonly ArchiveItem[]
  readonly isLocked: boolean
  readonly missing: readonly string[]
}

async function list(job: UnpackJob, first: Volume): Promise<Listed> {
  const { request } = job
  const speech = new Speech()
  const missing = new Set<string>()
  const end = await run(job, ['l', '-slt', '-ba', ...words(request, request.password, first)], {
    speech,
    missing,
    create: () => {
      throw new RunStopped('a list writes no files')
    },
  })
  const said = speech.bytes()
  const isRefused = [...linesOf(said)].some((line) => latin1(line).endsWith(LIST_REFUSED))
  const isLocked = end.kind === 'password-wanted' || isRefused
  return { items: readItems(said), isLocked, missing: [...missing] }
}

async function extract(
  job: UnpackJob,
  first: Volume,
  listed: Listed,
  encrypted: number,
): Promise<Unpacked> {
  const { request, volumes } = job
  const packedBytes = volumes.reduce((sum, { bytes }) => sum + bytes.size, 0)
  const output = new OutputFiles(request.limits, packedBytes)
  const said = new SaidLines(output)
  const missing = new Set(listed.missing)
  const password = request.password ?? (encrypted > 0 ? NO_PASSWORD : null)
  const end = await run(job, ['x', `-o${OUT_FOLDER}`, ...words(request, password, first)], {
    speech: said,
    missing,
    create: (name) => output.create(name),
  })
  said.close()
  const isOpened = request.password !== null && encrypted > said.refused
  const { files, locked, failures } = output.finish(isOpened)
  const all = [...failures, ...said.failures, ...endFailures(end, output)]
  const isEmptyHanded = files.length + locked.length + all.length === 0
  if (isEmptyHanded && listed.items.length === 0) all.push(nothingInIt(packedBytes))
  return { files, locked, isListLocked: false, encrypted, failures: all, missing: [...missing] }
}

function words(request: UnpackRequest, password: string | null, first: Volume): string[] {
  const secret = password === null ? [] : [`-p${password}`]
  return [...SWITCHES, `-t${request.kind}`, ...secret, '--', IN_FOLDER + first.name]
}

interface RunParts {
  readonly speech: { add(bytes: Uint8Array): void }
  readonly missing: Set<string>
  readonly create: (name: Uint8Array<ArrayBuffer>) => OutputFile
}

async function run(
  { program, request, volumes, onProgress }: UnpackJob,
  command: readonly string[],
  { speech, missing, create }: RunParts,
): Promise<RunEnd> {
  try {
    return await runSevenZip(program, command, {
      volumes,
      create,
      say: (bytes) => speech.add(bytes),
      missing: (name) => missing.add(name),
      progress: (bytes) => onProgress?.(bytes),
      memoryBytes: request.limits.memoryBytes,
    })
  } catch (error) {
    if (error instanceof BlobReadError || !(error instanceof RunStopped)) throw error
    return { kind: 'exit', status: 0 }
  }
}

/** Errors of files as they are said, between one file and the next; and those of the archive. */
class SaidLines {
  readonly #output: OutputFiles
  readonly #failures = new Map<string, Failure>()
  #rest: Uint8Array = new Uint8Array(0)
  #refused = 0

  constructor(output: OutputFiles) {
    this.#output = output
  }

  /** Encrypted files that did not open. */
  get refused(): number {
    return this.#refused
  }

  get failures(): readonly Failure[] {
    return [...this.#failures.values()]
  }

  add(bytes: Uint8Array): void {
    const all = new Uint8Array(this.#rest.length + bytes.length)
    all.set(this.#rest)
    all.set(bytes, this.#rest.length)
    const end = all.lastIndexOf(10) + 1
    this.#rest = all.subarray(end)
    for (const line of linesOf(all.subarray(0, end))) this.#take(line)
  }

  close(): void {
    this.#take(this.#rest)
  }

  #take(bytes: Uint8Array): void {
    const line = latin1(bytes)
    const code = ARCHIVE_ERRORS[line]
    if (code !== undefined) {
      this.#failures.set(line, { code, at: null, detail: lower(line), skipped: null })
      return
    }
    const [whole, what] = /^ERROR: ([^:]{1,100}) : (?=.)/.exec(line) ?? []
    if (whole === undefined || what === undefined) return
    const isRefused = what.endsWith('Wrong password?')
    if (isRefused) this.#refused++
    const found = FILE_ERRORS.find(([said]) => said.test(what))?.[1] ?? 'damaged'
    const at = `byte ${this.#output.lastSize}`
    const failure = { code: found, at, detail: lower(what), skipped: null }
    this.#output.tell(bytes.subarray(whole.length), failure, isRefused)
  }
}

function lower(said: string): string {
  return said.charAt(0).toLowerCase() + said.slice(1)
}

function endFailures(end: RunEnd, output: OutputFiles): Failure[] {
  if (end.kind === 'failed') {
    const detail = `unpacking broke off after ${output.produced} bytes`
    return [{ code: 'damaged', at: null, detail, skipped: null }]
  }
  if (end.kind === 'memory') {
    const detail = `it needs more memory for unpacking than there may be`
    return [{ code: 'over-limit', at: null, detail, skipped: null }]
  }
  return []
}

function nothingInIt(packedBytes: number): Failure {
  return {
    code: 'damaged',
    at: null,
    detail: `nothing in its ${packedBytes} bytes can be unpacked`,
    skipped: null,
  }
}
