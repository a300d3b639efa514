/**
 * Big5, Shift_JIS and EUC-KR (code pages 950, 932 and 949) as tables of our own: Node knows less of them than browsers do
 * (none of the 8822 syllables that code page 949 adds, private characters in Big5) and goes on differently behind a broken
 * pair. The tables are made of what all platforms agree on. Rows of Big5 that only Hong Kong's supplement fills read as the
 * platform has them. Source: encoding.spec.whatwg.org, sections Big5, Shift_JIS and EUC-KR.
 */
export type TabledName = 'big5' | 'shift_jis' | 'euc-kr'

interface PairTable {
  /** UTF-16 unit by lead * 256 + trail; 0 = no such pair. */
  readonly units: Uint16Array
  /** Those that are no single unit. */
  readonly longer: ReadonlyMap<number, string>
  /** By byte: the unit that it stands for alone; 0 = it begins a pair. */
  readonly alone: Uint16Array
}

const BROKEN = 0xfffd
/** Private characters: Node puts there what it does not know, Shift_JIS what users drew themselves. */
const PRIVATE = [0xe000, 0xf8ff] as const

/** Bytes decoded at once, so that the units between bytes and string stay small. */
const STEP = 64 * 1024

const tables = new Map<TabledName, PairTable>()
const units = new TextDecoder('utf-16le', { ignoreBOM: true })

export function decodePairs(name: TabledName, bytes: Uint8Array): string {
  const table = tableOf(name)
  const buffer = new Uint16Array(Math.min(bytes.length, STEP) + 2)
  let text = ''
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    if (count >= STEP) {
      text += units.decode(buffer.subarray(0, count))
      count = 0
    }
    const lead = bytes[at] as number
    const alone = table.alone[lead] as number
    if (alone !== 0 || lead === 0) {
      buffer[count++] = alone
      continue
    }
    const trail = bytes[at + 1] ?? 0
    const pair = lead * 256 + trail
    const unit = table.units[pair] as number
    if (unit === 0) {
      const longer = table.longer.get(pair)
      if (longer === undefined) {
        buffer[count++] = BROKEN
        // What is ASCII behind half a pair stands for itself.
        if (trail >= 0x80) at++
        continue
      }
      text += units.decode(buffer.subarray(0, count)) + longer
      count = 0
    } else buffer[count++] = unit
    at++
  }
  return text + units.decode(buffer.subarray(0, count))
}

function tableOf(name: TabledName): PairTable {
  const known = tables.get(name)
  if (known !== undefined) return known
  const made = makeTable(name)
  tables.set(name, made)
  return made
}

function makeTable(name: TabledName): PairTable {
  const table = { units: new Uint16Array(0x10000), longer: new Map<number, string>() }
  const decoder = new TextDecoder(name)
  const pairs: number[] = []
  const [first, trails] = name === 'euc-kr' ? [0xa1, 0xa1] : [0x81, 0x40]
  for (let lead = first; lead <= 0xfe; lead++) {
    if (isAlone(name, lead)) continue
    for (let trail = trails; trail <= 0xfe; trail++) pairs.push(lead * 256 + trail)
  }
  // An LF behind each, so that a pair outside of the table swallows none of the next.
  const bytes = Uint8Array.from(pairs.flatMap((pair) => [pair >> 8, pair & 0xff, 10]))
  const texts = decoder.decode(bytes).split('\n')
  pairs.forEach((pair, at) => {
    const text = texts[at] ?? ''
    if (name === 'shift_jis' || !isPrivate(text)) setPair(table, pair, text)
  })
  for (const [pair, unit] of MISSING[name]) table.units[pair] = unit
  if (name === 'euc-kr') addSyllables(table.units)
  return { ...table, alone: aloneOf(name) }
}

/** Pairs that Node lacks. */
const MISSING: Readonly<Record<TabledName, readonly (readonly [number, number])[]>> = {
  // Pictures of control characters, and a small square.
  big5: [
    ...Array.from({ length: 32 }, (_, at) => [0xa3c0 + at, 0x2400 + at] as const),
    [0xa3e0, 0x2421],
    [0xf9fe, 0xffed],
  ],
  shift_jis: [],
  'euc-kr': [
    [0xa2e6, 0x20ac],
    [0xa2e7, 0xae],
  ],
}

function isPrivate(text: string): boolean {
  const unit = text.charCodeAt(0)
  return unit >= PRIVATE[0] && unit <= PRIVATE[1]
}

function setPair(
  { units: one, longer }: { units: Uint16Array; longer: Map<number, string> },
  pair: number,
  text: string,
): void {
  const unit = text.charCodeAt(0)
  if (text === '' || text.includes('\ufffd')) return
  if (text.length === 1) one[pair] = unit
  // A broken pair comes out as ASCII or a control behind what is given up.
  else if (unit >= 0xa0 && text.charCodeAt(1) >= 0xa0) longer.set(pair, text)
}

/**
 * Code page 949 adds the syllables that KS X 1001 lacks, in the order of Unicode: leads 0x81 to 0xC6, trails 0x41-0x5A, 0x61-0x7A,
 * 0x81-0xFE, from lead 0xA1 on below 0xA1 alone.
 */
function addSyllables(table: Uint16Array): void {
  const known = new Set<number>()
  for (let lead = 0xb0; lead <= 0xc8; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) known.add(table[lead * 256 + trail] as number)
  }
  let syllable = 0xac00
  for (let lead = 0x81; lead <= 0xc6; lead++) {
    const last = lead < 0xa1 ? 0xfe : 0xa0
    for (let trail = 0x41; trail <= last; trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue
      while (known.has(syllable)) syllable++
      if (syllable > 0xd7a3) return
      table[lead * 256 + trail] = syllable++
    }
  }
}

function aloneOf(name: TabledName): Uint16Array {
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    if (byte < 0x80) return byte
    if (!isAlone(name, byte)) return 0
    if (name === 'shift_jis' && byte === 0x80) return 0x80
    // Katakana of half the width.
    return name === 'shift_jis' && byte >= 0xa1 && byte <= 0xdf ? byte - 0xa1 + 0xff61 : BROKEN
  })
}

/** Bytes that begin no pair. */
function isAlone(name: TabledName, byte: number): boolean {
  if (byte <= 0x80 || byte === 0xff) return true
  return name === 'shift_jis' && ((byte >= 0xa0 && byte <= 0xdf) || byte > 0xfc)
}
