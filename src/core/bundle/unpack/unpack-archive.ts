/** One archive through 7-Zip: its list first, then its files. */
import { BlobReadError } from '../blob-bytes.ts'
import { latin1, linesOf, readItems } from './item-list.ts'
import type { ArchiveItem } from './item-list.ts'
import { OutputFiles, RunStopped, Speech } from './output-files.ts'
import { isRefusal, SaidLines } from './said-lines.ts'
import { runSevenZip } from './seven-zip.ts'
import type { RunEnd } from './seven-zip.ts'
import { failedUnpacking } from './unpacking.ts'
import type { Failure, Unpacked, UnpackedFile, UnpackRequest } from './unpacking.ts'
import type { Volume } from './volume.ts'
import { IN_FOLDER, OUT_FOLDER } from './virtual-files.ts'
import type { OutputFile } from './virtual-files.ts'

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
  let isLocked = end.kind === 'password-wanted'
  for (const line of linesOf(said)) isLocked ||= isRefusal(line)
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
  // Without its memory a file is not damaged; that is said once, of the archive.
  const isBegun = ({ blob, failure }: UnpackedFile): boolean => blob.size > 0 || failure === null
  const had = end.kind === 'memory' ? files.filter(isBegun) : files
  const checked = checkSizes(had, listed.items, missing.size > 0)
  const ofArchive = said.failures.map((failure) => placed(failure, request, packedBytes))
  const ofRun = [...failures, ...endFailures(end, output, request)]
  const total = listed.items.filter(({ isFolder }) => !isFolder).length
  const counted = ofRun.map((failure) => {
    return { ...failure, detail: `${failure.detail}; ${files.length} of ${total} files came out` }
  })
  const all = [...counted, ...ofArchive]
  const isEmptyHanded = files.length + locked.length + all.length === 0
  if (isEmptyHanded && listed.items.length === 0) all.push(nothingInIt(packedBytes))
  const rest = { isListLocked: false, encrypted, failures: all, missing: [...missing] }
  return { files: checked, locked, ...rest }
}

/** An archive that ends early ends where its bytes do. */
function placed(failure: Failure, { kind }: UnpackRequest, packedBytes: number): Failure {
  if (failure.code !== 'truncated') return failure
  const isList = kind === '7z'
  const detail = isList ? 'its list of files, which a 7z has at its end, is not there' : null
  return { ...failure, at: `byte ${packedBytes}`, detail: detail ?? failure.detail }
}

/** A volume that is not there ends a file without a word; and what it breaks is not damaged, but cut. */
function checkSizes(
  files: readonly UnpackedFile[],
  items: readonly ArchiveItem[],
  lacksPart: boolean,
): readonly UnpackedFile[] {
  /** Of files that share a name, in their order. */
  const sizes = new Map<string, (number | null)[]>()
  for (const { name, bytes } of items) {
    const key = latin1(name)
    const known = sizes.get(key)
    if (known === undefined) sizes.set(key, [bytes])
    else known.push(bytes)
  }
  const taken = new Map<string, number>()
  return files.map((file) => {
    const { name, blob, failure } = file
    const key = latin1(name)
    const turn = taken.get(key) ?? 0
    taken.set(key, turn + 1)
    const listed = sizes.get(key)?.[turn] ?? null
    if (failure !== null) {
      const isCut = lacksPart && failure.code === 'damaged'
      return isCut ? { ...file, failure: { ...failure, code: 'truncated' } } : file
    }
    if (listed === null || listed <= blob.size) return file
    const detail = `it ends after ${blob.size} bytes, the archive says ${listed}`
    const skipped = listed - blob.size
    return { ...file, failure: { code: 'truncated', at: `byte ${blob.size}`, detail, skipped } }
  })
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

function endFailures(end: RunEnd, output: OutputFiles, { limits }: UnpackRequest): Failure[] {
  if (end.kind === 'failed') {
    const detail = `unpacking broke off after ${output.produced} bytes`
    return [{ code: 'damaged', at: null, detail, skipped: null }]
  }
  if (end.kind === 'memory') {
    const detail = `unpacking it takes more memory than the ${limits.memoryBytes} bytes there may be`
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
