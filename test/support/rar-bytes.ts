/**
 * Rars that only store, since no free program writes them: both formats, encrypted, and in volumes.
 * RAR 5: https://www.rarlab.com/technote.htm; RAR 4: its technote of 2011, as unrar's headers.hpp has it.
 */
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { bytesOf, join, numbers } from './zip-bytes.ts'

export interface RarFile {
  readonly name: string | Uint8Array
  readonly content: string | Uint8Array
}

export interface RarOptions {
  readonly password?: string
  /** RAR 5: the names are encrypted as well. */
  readonly hidesNames?: boolean
  /** RAR 5: log2 of the rounds that deriving the key is said to take. No password fits where it is not the true one. */
  readonly saidRounds?: number
}

/** A piece of a file in one volume. */
interface Piece {
  readonly file: RarFile
  readonly data: Uint8Array
  readonly isContinued: boolean
  readonly continues: boolean
}

interface Place {
  readonly volume: number
  readonly isLast: boolean
  readonly isVolume: boolean
}

const SALT = Uint8Array.from({ length: 16 }, (_, i) => i * 7 + 1)
const IV = Uint8Array.from({ length: 16 }, (_, i) => i * 11 + 3)
/** log2 of the rounds of PBKDF2. */
const ROUNDS = 10

export function rar5(files: readonly RarFile[], options: RarOptions = {}): Uint8Array<ArrayBuffer> {
  return rar5Volume(wholePieces(files), { volume: 0, isLast: true, isVolume: false }, options)
}

export function rar4(files: readonly RarFile[], options: RarOptions = {}): Uint8Array<ArrayBuffer> {
  return rar4Volume(wholePieces(files), { volume: 0, isLast: true, isVolume: false }, options)
}

/** One file over as many volumes as it needs. */
export function rarVolumes(
  format: 4 | 5,
  file: RarFile,
  volumeBytes: number,
): readonly Uint8Array<ArrayBuffer>[] {
  const content = bytesOf(file.content)
  const count = Math.ceil(content.length / volumeBytes)
  return Array.from({ length: count }, (_, volume) => {
    const isLast = volume === count - 1
    const data = content.subarray(volume * volumeBytes, (volume + 1) * volumeBytes)
    const piece = { file, data, isContinued: volume > 0, continues: !isLast }
    const place = { volume, isLast, isVolume: true }
    return format === 5 ? rar5Volume([piece], place, {}) : rar4Volume([piece], place, {})
  })
}

function wholePieces(files: readonly RarFile[]): Piece[] {
  return files.map((file) => {
    return { file, data: bytesOf(file.content), isContinued: false, continues: false }
  })
}

/** Seven bits a byte, the lowest first. */
function vint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.of(...bytes, rest)
    bytes.push((rest % 128) | 0x80)
  }
}

function vints(...values: readonly number[]): Uint8Array {
  return join(...values.map(vint))
}

function rar5Volume(
  pieces: readonly Piece[],
  { volume, isLast, isVolume }: Place,
  { password, hidesNames, saidRounds = ROUNDS }: RarOptions,
): Uint8Array<ArrayBuffer> {
  const keys = password === undefined ? null : rar5Keys(password)
  const isHidden = keys !== null && hidesNames === true
  const header = (body: Uint8Array): Uint8Array => {
    const sized = join(vint(body.length), body)
    const whole = join(numbers('4', [crc32(sized)]), sized)
    return isHidden ? join(IV, encrypted('aes-256-cbc', keys.key, IV, whole)) : whole
  }
  const parts: Uint8Array[] = [Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 7, 1, 0)]
  if (isHidden) {
    const body = join(vints(4, 0, 0, 1), Uint8Array.of(saidRounds), SALT, keys.check)
    const sized = join(vint(body.length), body)
    parts.push(numbers('4', [crc32(sized)]), sized)
  }
  const flags = (isVolume ? 1 : 0) | (volume > 0 ? 2 : 0)
  parts.push(header(join(vints(1, 0, flags), volume > 0 ? vint(volume) : new Uint8Array(0))))
  for (const { file, data, isContinued, continues } of pieces) {
    const packed = keys === null ? data : encrypted('aes-256-cbc', keys.key, IV, data)
    const record = join(vints(1, 0, 1), Uint8Array.of(saidRounds), SALT, IV, keys?.check ?? data)
    const extra = keys === null ? new Uint8Array(0) : join(vint(record.length), record)
    const split = (isContinued ? 8 : 0) | (continues ? 16 : 0)
    const name = bytesOf(file.name)
    const content = bytesOf(file.content)
    // Of a piece that goes on, the sum is that of its packed bytes.
    const sum = crc32(continues ? packed : content)
    const head = vints(2, 2 | (extra.length > 0 ? 1 : 0) | split)
    const body = join(
      head,
      extra.length > 0 ? vint(extra.length) : extra,
      vints(packed.length, 4, content.length, 0x20),
      numbers('4', [sum]),
      vints(0, 0, name.length),
      name,
      extra,
    )
    parts.push(header(body), packed)
  }
  parts.push(header(vints(5, 0, isLast ? 0 : 1)))
  return join(...parts)
}

function rar5Keys(password: string): { readonly key: Uint8Array; readonly check: Uint8Array } {
  const rounds = 2 ** ROUNDS
  const derived = (more: number): Uint8Array =>
    pbkdf2Sync(password, SALT, rounds + more, 32, 'sha256')
  const folded = new Uint8Array(8)
  for (const [i, byte] of derived(32).entries()) folded[i % 8]! ^= byte
  const sum = createHash('sha256').update(folded).digest().subarray(0, 4)
  return { key: derived(0), check: join(folded, sum) }
}

function rar4Volume(
  pieces: readonly Piece[],
  { volume, isLast, isVolume }: Place,
  { password }: RarOptions,
): Uint8Array<ArrayBuffer> {
  const keys = password === undefined ? null : rar4Keys(password)
  const header = (body: Uint8Array): Uint8Array => join(numbers('2', [crc32(body) & 0xffff]), body)
  const parts: Uint8Array[] = [Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 7, 0)]
  const flags = (isVolume ? 0x11 : 0) | (isVolume && volume === 0 ? 0x100 : 0)
  parts.push(header(join(Uint8Array.of(0x73), numbers('2 2 2 4', [flags, 13, 0, 0]))))
  for (const { file, data, isContinued, continues } of pieces) {
    const packed = keys === null ? data : encrypted('aes-128-cbc', keys.key, keys.iv, data)
    const name = bytesOf(file.name)
    const content = bytesOf(file.content)
    const sum = crc32(continues ? packed : content)
    const split = (isContinued ? 1 : 0) | (continues ? 2 : 0)
    const salt = keys === null ? new Uint8Array(0) : SALT.subarray(0, 8)
    const size = 32 + name.length + salt.length
    const body = join(
      Uint8Array.of(0x74),
      numbers('2 2', [0x8000 | split | (keys === null ? 0 : 0x404), size]),
      numbers('4 4', [packed.length, content.length]),
      Uint8Array.of(2),
      numbers('4 4', [sum, 0x5a210000]),
      Uint8Array.of(29, 0x30),
      numbers('2 4', [name.length, 0x20]),
      name,
      salt,
    )
    parts.push(header(body), packed)
  }
  parts.push(header(join(Uint8Array.of(0x7b), numbers('2 2', [isLast ? 0x4000 : 0x4001, 7]))))
  return join(...parts)
}

/** 2^18 rounds of SHA-1 in one stream; each 16,384th gives a byte of the vector. */
function rar4Keys(password: string): { readonly key: Uint8Array; readonly iv: Uint8Array } {
  const seed = join(Buffer.from(password, 'utf16le'), SALT.subarray(0, 8))
  const hash = createHash('sha1')
  const iv = new Uint8Array(16)
  for (let round = 0; round < 0x40000; round++) {
    hash.update(seed)
    hash.update(Uint8Array.of(round & 0xff, (round >> 8) & 0xff, round >> 16))
    if (round % 0x4000 === 0) iv[round / 0x4000] = hash.copy().digest()[19]!
  }
  const digest = hash.digest()
  // The key is made of words, turned round.
  const key = Uint8Array.from({ length: 16 }, (_, i) => digest[(i & ~3) + 3 - (i & 3)]!)
  return { key, iv }
}

/** Zeros fill the last block. */
function encrypted(cipher: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(data.length / 16) * 16)
  padded.set(data)
  const aes = createCipheriv(cipher, key, iv).setAutoPadding(false)
  return join(aes.update(padded), aes.final())
}
