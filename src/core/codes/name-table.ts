/**
 * Number -> name tables as text, read at the first look-up.
 *
 * 8,000 names are 345 kB as JSON; in this notation they are 190 kB, and 60 kB once compressed.
 *
 *     #8007                   the high half of the numbers that follow, hexadecimal
 *     5 @ERROR_ ACCESS_DENIED INVALID_HANDLE
 *                             0x80070005 ERROR_ACCESS_DENIED, 0x80070006 ERROR_INVALID_HANDLE
 *     57 =E_INVALIDARG        a name in full, without the prefix
 *      MORE                   a line that begins with a blank goes on with the next number
 *
 * `@PREFIX_` holds until the next one, across lines.
 */
export type NameTable = {
  /** The name of an unsigned 32-bit number, or null. */
  readonly nameOf: (value: number) => string | null
  /** All pairs, ascending. */
  readonly entries: () => readonly (readonly [value: number, name: string])[]
}

export function nameTable(text: string): NameTable {
  let names: ReadonlyMap<number, string> | null = null
  const read = () => (names ??= parseNames(text))
  return {
    nameOf: (value) => read().get(value) ?? null,
    entries: () => [...read()],
  }
}

function parseNames(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  let high = 0
  let next = 0
  let prefix = ''
  for (const line of text.split('\n')) {
    if (line === '') continue
    if (line.startsWith('#')) {
      high = Number.parseInt(line.slice(1), 16) * 0x10000
      continue
    }
    const tokens = line.trimStart().split(' ')
    if (!line.startsWith(' ')) next = high + Number.parseInt(tokens.shift() ?? '', 16)
    for (const token of tokens) {
      if (token.startsWith('@')) prefix = token.slice(1)
      else names.set(next++, token.startsWith('=') ? token.slice(1) : prefix + token)
    }
  }
  return names
}
