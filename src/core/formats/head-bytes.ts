/** Steps that head readers share, over bytes[at, end): none of them makes a string. */

export function startsWith(bytes: Uint8Array, at: number, end: number, word: string): boolean {
  if (at + word.length > end) return false
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false
  return true
}

/** Behind spaces and tabs. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && isBlank(bytes[to] as number)) to++
  return to
}

/** Behind decimal digits. */
export function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && isDigit(bytes[to] as number)) to++
  return to
}

/** Behind hexadecimal digits. */
export function skipHex(bytes: Uint8Array, at: number, end: number): number {
  let to = at
  while (to < end && hexDigit(bytes[to] as number) >= 0) to++
  return to
}

/** The number that decimal digits of bytes[at, end) make. */
export function decimalOf(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let i = at; i < end; i++) value = value * 10 + (bytes[i] as number) - 48
  return value
}

/** The number that hexadecimal digits of bytes[at, end) make. */
export function hexOf(bytes: Uint8Array, at: number, end: number): number {
  let value = 0
  for (let i = at; i < end; i++) value = value * 16 + hexDigit(bytes[i] as number)
  return value
}

/** Offset of a byte in bytes[at, end), or `end`. By steps: `indexOf` would go on through the window where it is missing. */
export function find(bytes: Uint8Array, byte: number, at: number, end: number): number {
  let to = at
  while (to < end && bytes[to] !== byte) to++
  return to
}

export function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9
}

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

export function isLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

/** -1 = none. */
export function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  if (byte >= 97 && byte <= 102) return byte - 87
  if (byte >= 65 && byte <= 70) return byte - 55
  return -1
}
