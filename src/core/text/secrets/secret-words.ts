/**
 * Words beside which secrets stand, found in bytes without regard to case, and the shape of product keys.
 *
 * Scripts and documents are small: there every byte is looked at, so that short words count too (430 MB/s). Logs may be
 * large: there only words of six letters and more are looked for, by gliding (Wu and Manber, as in the search for needles),
 * at 1.2 GB/s. Letters are folded to five bits; a regular expression with `i` needs a string first and reads 120 MB/s.
 */

/** What a word leads to. `name`: a value follows, or an element holds it. */
export type SecretWord =
  'name' | 'secure-string' | 'credential' | 'net' | 'command' | 'encoded' | 'key'

export interface WordHit {
  readonly word: SecretWord
  /** In bytes: the word's first and the first behind it. */
  readonly start: number
  readonly end: number
}

/** Names end in these: `AdministratorPassword`, `DefaultPassword`, `ProductKey`, the PSK of a Wi-Fi profile, a join blob. */
const NAMES =
  'password|passwd|passphrase|productkey|productkeydefault|product key|keymaterial|accountdata|digitalproductid|digitalproductid4'

/** Commands that take a password in a short switch (`/p`, `/rp`, `-pw`). */
const COMMANDS = 'schtasks|psexec|cmdkey|netdom|wbadmin|sqlcmd|plink |winrs |djoin |dsadd |dsmod '

interface Trigger {
  readonly bytes: Uint8Array
  readonly word: SecretWord
}

const LONG: readonly Trigger[] = [
  ...triggers(NAMES, 'name'),
  ...triggers(COMMANDS, 'command'),
  ...triggers('securestring', 'secure-string'),
  ...triggers('networkcredential|pscredential', 'credential'),
  ...triggers('et user|t1 user|xe user|  user|et use|t1 use|xe use|  use ', 'net'),
  ...triggers(' -enc | /enc | -encodedcommand| /encodedcommand', 'encoded'),
]

const SHORT: readonly Trigger[] = [
  ...triggers('pwd', 'name'),
  ...triggers('use|user', 'net'),
  ...triggers(' -ec | /ec ', 'encoded'),
]

function triggers(words: string, word: SecretWord): readonly Trigger[] {
  return words.split('|').map((text) => ({ bytes: new TextEncoder().encode(text), word }))
}

const BLOCK = 3
const HYPHEN = 45
/** `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. */
const KEY_LENGTH = 29

/** Triggers by their last three letters, and how far the search may jump that looks at those. */
class WordTable {
  readonly #jump: Uint8Array
  readonly #byEnd: (Trigger[] | undefined)[] = new Array<undefined>(1 << 15)

  constructor(all: readonly Trigger[]) {
    const reach = Math.min(...all.map(({ bytes }) => bytes.length))
    this.#jump = new Uint8Array(1 << 15).fill(reach - BLOCK + 1)
    // Of several words that end alike the longest is found.
    for (const trigger of [...all].sort((a, b) => b.bytes.length - a.bytes.length)) {
      const last = trigger.bytes.length - 1
      for (let back = 0; back <= reach - BLOCK; back++) {
        const hash = hashAt(trigger.bytes, last - back)
        this.#jump[hash] = Math.min(this.#jump[hash] as number, back)
      }
      const hash = hashAt(trigger.bytes, last)
      const list = this.#byEnd[hash]
      if (list === undefined) this.#byEnd[hash] = [trigger]
      else list.push(trigger)
    }
  }

  find(bytes: Uint8Array, hits: WordHit[]): void {
    const jump = this.#jump
    for (let at = BLOCK - 1; at < bytes.length;) {
      const hash = hashAt(bytes, at)
      const step = jump[hash] as number
      if (step > 0) {
        at += step
        continue
      }
      const found = this.#endingAt(bytes, at, hash)
      at++
      if (found !== undefined) hits.push(hitOf(found, at))
    }
  }

  #endingAt(bytes: Uint8Array, last: number, hash: number): Trigger | undefined {
    for (const trigger of this.#byEnd[hash] ?? []) {
      if (endsWith(bytes, last, trigger.bytes)) return trigger
    }
    return undefined
  }
}

const LONG_WORDS = new WordTable(LONG)
const ALL_WORDS = new WordTable([...LONG, ...SHORT])

/** In the order of their ends, each the longest that ends there. `large`: the text may be long, and is not written by hand. */
export function findSecretWords(bytes: Uint8Array, large: boolean): WordHit[] {
  const hits: WordHit[] = []
  if (large) LONG_WORDS.find(bytes, hits)
  else {
    ALL_WORDS.find(bytes, hits)
    if (findKeys(bytes, hits)) hits.sort((a, b) => a.end - b.end)
  }
  return hits
}

function hitOf({ word, bytes }: Trigger, end: number): WordHit {
  if (word !== 'net') return { word, start: end - bytes.length, end }
  // What stands around `use` and `user` is there to make them rare.
  const text = String.fromCharCode(...bytes)
  const at = text.lastIndexOf('use')
  const start = end - bytes.length + at
  return { word, start, end: start + text.slice(at).trimEnd().length }
}

function findKeys(bytes: Uint8Array, hits: WordHit[]): boolean {
  let found = false
  for (let at = bytes.indexOf(HYPHEN); at >= 0; at = bytes.indexOf(HYPHEN, at + 1)) {
    if (bytes[at + 18] !== HYPHEN || !isKey(bytes, at - 5)) continue
    hits.push({ word: 'key', start: at - 5, end: at - 5 + KEY_LENGTH })
    found = true
  }
  return found
}

function hashAt(bytes: Uint8Array, at: number): number {
  const first = ((bytes[at - 2] as number) & 31) << 10
  return first | (((bytes[at - 1] as number) & 31) << 5) | ((bytes[at] as number) & 31)
}

function endsWith(bytes: Uint8Array, last: number, word: Uint8Array): boolean {
  const start = last + 1 - word.length
  if (start < 0) return false
  for (let i = 0; i < word.length; i++) {
    const wanted = word[i] as number
    const byte = bytes[start + i] as number
    if (byte !== wanted && (byte | 32) !== wanted) return false
  }
  return true
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122
}

function isKey(bytes: Uint8Array, start: number): boolean {
  if (start < 0 || start + KEY_LENGTH > bytes.length) return false
  for (let i = 0; i < KEY_LENGTH; i++) {
    const byte = bytes[start + i] as number
    if (i % 6 === 5 ? byte !== HYPHEN : !isAlphanumeric(byte)) return false
  }
  return !isPart(bytes[start - 1]) && !isPart(bytes[start + KEY_LENGTH])
}

function isPart(byte: number | undefined): boolean {
  return byte !== undefined && (byte === HYPHEN || isAlphanumeric(byte))
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || isLetter(byte)
}
