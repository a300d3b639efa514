/**
 * The whole instrument in one call: dropped files in, analysis out, one entry after the other. The engine worker
 * runs the same steps spread over a pool.
 */
import type { DroppedFile, Entry, Listing, LockedEntry } from '../bundle/entry.ts'
import { listBundle } from '../bundle/list-bundle.ts'
import type { Unpacked, Unpacker } from '../bundle/unpack/unpacking.ts'
import { chosenFor, NO_CHOICES, type SessionChoices } from '../model/choices.ts'
import type { EncodingChoices } from '../model/choices.ts'
import type { LogFile } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import { describeBundle } from './describe-bundle.ts'
import type { DescribedBundle } from './describe-bundle.ts'
import { lockedProblems } from './locked-problems.ts'
import { parseOne, unpackText } from './parse-one.ts'

export interface AnalyzeProgress {
  /** Packed bytes done and in all. */
  readonly doneBytes: number
  readonly totalBytes: number
  /** Entry being read now, or archive being unpacked. */
  readonly entry: string
  readonly doneEntries: number
  readonly totalEntries: number
}

export interface AnalyzeOptions {
  /** Archive path -> password. */
  readonly passwords?: ReadonlyMap<string, string>
  /** Tried at every archive that asks for one and has none of its own. */
  readonly password?: string
  /** Opens cab, 7z, rar and what else has to be unpacked whole; absent = they are named as unread. */
  readonly unpacker?: Unpacker
  readonly choices?: Partial<SessionChoices>
  /** Name of the bundle; absent = made of what was dropped. */
  readonly name?: string
  /** Problems met before: files that could not be found. */
  readonly problems?: readonly Problem[]
  readonly onProgress?: (progress: AnalyzeProgress) => void
  readonly onFile?: (file: LogFile) => void
  /** When aborted, the call rejects with the signal's reason. */
  readonly signal?: AbortSignal
}

export interface AnalyzedBundle extends DescribedBundle {
  readonly locked: readonly LockedEntry[]
  /** False where not one entry could be read: the analysis then holds problems alone. */
  readonly isOpened: boolean
}

/** Texts are held for evidence up to this many bytes; beyond, the few that are quoted are unpacked again. */
const HELD_TEXT_BYTES = 256 << 20

export async function analyzeBundle(
  dropped: readonly DroppedFile[],
  options: AnalyzeOptions = {},
): Promise<AnalyzedBundle> {
  const { signal, onFile } = options
  const choices = { ...NO_CHOICES, ...options.choices }
  const stoppable = signal === undefined ? {} : { signal }
  const { onProgress } = options
  const listing = await listUnlocked(dropped, options)
  const { entries, locked } = listing
  const totalBytes = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0)
  const files: LogFile[] = []
  const problems: Problem[] = [...(options.problems ?? []), ...listing.problems]
  problems.push(...lockedProblems(locked))
  const texts = new HeldTexts(entries, choices.encodings)
  let doneBytes = 0
  for (const [doneEntries, entry] of entries.entries()) {
    const tell = (packed: number): void =>
      onProgress?.({
        doneBytes: doneBytes + Math.min(packed, entry.packedBytes),
        totalBytes,
        entry: entry.path,
        doneEntries,
        totalEntries: entries.length,
      })
    tell(0)
    const one = await parseOne(entry, {
      onProgress: tell,
      encoding: chosenFor(choices.encodings, entry.path) ?? null,
      ...stoppable,
    })
    doneBytes += entry.packedBytes
    problems.push(...one.problems)
    if (one.file === null) continue
    files.push(one.file)
    texts.hold(entry.path, one.text)
    onFile?.(one.file)
  }
  const described = await describeBundle({
    name: options.name ?? listing.name,
    bytes: listing.bytes,
    entries: entries.length + locked.length,
    files,
    choices,
    problems,
    textOf: (path) => texts.text(path),
  })
  return { ...described, locked, isOpened: files.length > 0 }
}

/** Lists, and lists again for each ring of archives that the password opens. */
async function listUnlocked(
  dropped: readonly DroppedFile[],
  { passwords: given, password, unpacker, signal, onProgress }: AnalyzeOptions,
): Promise<Listing> {
  const passwords = new Map(given)
  const unpacked = new Map<string, Unpacked>()
  for (;;) {
    const listing = await listBundle(dropped, {
      passwords,
      unpacked,
      ...(unpacker && { unpacker }),
      ...(signal && { signal }),
      onProgress: ({ path: entry, unpacking }) => {
        if (unpacking === null) return
        onProgress?.({ ...unpacking, entry, doneEntries: 0, totalEntries: 0 })
      },
    })
    const asking = listing.locked.map(({ archivePath }) => archivePath)
    const fresh = asking.filter((path) => !passwords.has(path))
    if (password === undefined || fresh.length === 0) return listing
    for (const path of fresh) passwords.set(path, password)
  }
}

class HeldTexts {
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #encodings: EncodingChoices
  readonly #texts = new Map<string, Promise<Blob | null>>()
  #bytes = 0

  constructor(entries: readonly Entry[], encodings: EncodingChoices) {
    this.#encodings = encodings
    this.#entries = new Map(entries.map((entry) => [entry.path, entry]))
  }

  hold(path: string, text: Blob | null): void {
    if (text === null || this.#bytes + text.size > HELD_TEXT_BYTES) return
    this.#bytes += text.size
    this.#texts.set(path, Promise.resolve(text))
  }

  text(path: string): Promise<Blob | null> {
    const held = this.#texts.get(path)
    if (held !== undefined) return held
    const entry = this.#entries.get(path)
    const encoding = chosenFor(this.#encodings, path) ?? null
    const unpacked = entry === undefined ? Promise.resolve(null) : unpackText(entry, encoding)
    this.#texts.set(path, unpacked)
    return unpacked
  }
}
