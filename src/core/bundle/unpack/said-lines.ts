/** What 7-Zip says while it unpacks, as failures of files and of the archive. */
import type { ProblemCode } from '../../model/problem.ts'
import { latin1, linesOf } from './item-list.ts'
import type { OutputFiles } from './output-files.ts'
import type { Failure } from './unpacking.ts'

type Meaning = readonly [code: ProblemCode, detail: string]

/** How 7-Zip's words on a file begin -> what we call it. */
const FILE_ERRORS: readonly (readonly [said: string, ...Meaning])[] = [
  ['Unsupported Method', 'unsupported', 'packed by a method that is not known'],
  ['Unexpected end of data', 'truncated', 'its packed data ends early'],
  ['Unavailable data', 'truncated', 'its packed data is not there'],
  ['CRC Failed', 'damaged', 'its checksum does not match'],
  ['Data Error', 'damaged', 'its packed data is damaged'],
  ['Headers Error', 'damaged', 'its header is damaged'],
  ['Wrong password', 'wrong-password', 'the password does not open it'],
  ['Is not archive', 'damaged', 'its header is damaged'],
]

/** Padding or junk behind the end is no damage. */
const HARMLESS = 'There are some data after the end of the payload data'

/** Lines that 7-Zip says of an archive as a whole. */
const ARCHIVE_ERRORS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['Unexpected end of archive', ['truncated', 'it ends before all is there that it should hold']],
  ['Headers Error', ['damaged', 'its list of files is damaged']],
  ['Unavailable start of archive', ['damaged', 'its start is not there']],
  ['Unconfirmed start of archive', ['damaged', 'its start is damaged']],
  ['Unsupported feature', ['unsupported', 'it uses a feature that is not known']],
  ['Unsupported Method', ['unsupported', 'packed by a method that is not known']],
])

/** Said of an archive whose names are encrypted, and of files. */
const WRONG_PASSWORD = /Wrong password\??$/
const LONGEST_ENDING = 'Wrong password?'.length

/** `Path = ` in a list: a file may be named like what 7-Zip says. */
const PATH_LINE = 'Path = '

/** A list has many lines, and only their ends are looked at. */
export function isRefusal(line: Uint8Array): boolean {
  if (latin1(line.subarray(0, PATH_LINE.length)) === PATH_LINE) return false
  return WRONG_PASSWORD.test(latin1(line.subarray(-LONGEST_ENDING)))
}

/** No name is so long; each piece of a line is joined to what came before it. */
const LONGEST_LINE = 64 * 1024

/** Errors of files as they are said, between one file and the next; and those of the archive. */
export class SaidLines {
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
    if (this.#rest.length > LONGEST_LINE) this.#rest = new Uint8Array(0)
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
    const meaning = ARCHIVE_ERRORS.get(line)
    if (meaning !== undefined) {
      const [code, detail] = meaning
      this.#failures.set(line, { code, at: null, detail, skipped: null })
      return
    }
    const [whole, what] = /^ERROR: ([^:]{1,100}) : (?=.)/.exec(line) ?? []
    if (whole === undefined || what === undefined || what === HARMLESS) return
    const isRefused = WRONG_PASSWORD.test(what)
    if (isRefused) this.#refused++
    const known = FILE_ERRORS.find(([said]) => what.startsWith(said))
    const [, code, detail] = known ?? [what, 'damaged' as const, what]
    const at = `byte ${this.#output.lastSize}`
    this.#output.tell(bytes.subarray(whole.length), { code, at, detail, skipped: null }, isRefused)
  }
}
