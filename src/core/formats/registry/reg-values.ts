/**
 * Values as a .reg file writes them: `"Name"="text"`, `"Name"=dword:00000001`, `"Name"=hex(2):25,00,…`.
 * https://support.microsoft.com/topic/how-to-add-modify-or-delete-registry-subkeys-and-values-by-using-a-reg-file-9c7f37cf-a5e9-e1cd-c4fa-2a26218a1a23
 */

/** Data beyond this says nothing that a person reads. In characters of the file. */
const MOST_DATA = 24 * 1024

export interface RegValue {
  readonly name: string
  readonly data: string
}

/** Hexadecimal strings are UTF-16 in version 5, and of the file's own code page in REGEDIT4. */
export type ReadString = (bytes: Uint8Array) => string

/** `text`: a value with all its lines, joined. */
export function readRegValue(text: string, readString: ReadString): RegValue | null {
  const name = readName(text)
  if (name === null) return null
  const data = text.slice(name.end, name.end + MOST_DATA)
  return { name: name.name, data: readData(data, readString) }
}

function readName(text: string): { readonly name: string; readonly end: number } | null {
  if (text.startsWith('@=')) return { name: '', end: 2 }
  const end = closingQuote(text, 1)
  if (text[0] !== '"' || end < 0 || text[end + 1] !== '=') return null
  return { name: unescaped(text.slice(1, end)), end: end + 2 }
}

function readData(data: string, readString: ReadString): string {
  if (data.startsWith('"')) {
    const end = closingQuote(data, 1)
    return unescaped(data.slice(1, end < 0 ? data.length : end))
  }
  const dword = /^dword:([\da-f]{1,8})/i.exec(data)?.[1]
  if (dword !== undefined) return String(Number.parseInt(dword, 16))
  const hex = /^hex(?:\(([\da-f]{1,8})\))?:/i.exec(data)
  if (hex === null) return ''
  return readHex(data.slice(hex[0].length), Number.parseInt(hex[1] ?? '3', 16), readString)
}

const REG_SZ = 1
const REG_EXPAND_SZ = 2
const REG_MULTI_SZ = 7
const REG_QWORD = 11

function readHex(digits: string, type: number, readString: ReadString): string {
  const bytes: number[] = []
  for (const [pair] of digits.matchAll(/[\da-f]{2}/gi)) bytes.push(Number.parseInt(pair, 16))
  if (type === REG_QWORD && bytes.length >= 8) {
    return String(bytes.slice(0, 8).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n))
  }
  if (type !== REG_SZ && type !== REG_EXPAND_SZ && type !== REG_MULTI_SZ) return ''
  const text = readString(Uint8Array.from(bytes))
  const parts = text.split('\0').filter((part) => part !== '')
  return type === REG_MULTI_SZ ? parts.join('; ') : (parts[0] ?? '')
}

/** For version 5. */
export function readWide(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at] as number) + (bytes[at + 1] as number) * 256)
  }
  return text
}

/** The quotation mark that ends a text; -1 = none. A backslash makes the next character part of it. */
export function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return -1
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\\"])/g, '$1')
}
