/** The Info-ZIP Unicode path field (APPNOTE.TXT 4.6.9): the name in UTF-8, beside one in the code page of the machine. */

export const EXTRA_UNICODE_PATH = 0x7075

const VERSION = 1
const POLYNOMIAL = 0xedb88320

/** `field`: payload of the extra field. null = it is not there, or belongs to another name: a writer that renamed kept it. */
export function unicodePath(field: DataView | null, name: Uint8Array): string | null {
  if (field === null || field.byteLength < 6 || field.getUint8(0) !== VERSION) return null
  if (field.getUint32(1, true) !== crc32(name)) return null
  const utf8 = new Uint8Array(field.buffer, field.byteOffset + 5, field.byteLength - 5)
  return new TextDecoder().decode(utf8)
}

/** For names: bit by bit is fast enough. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) === 0 ? 0 : POLYNOMIAL)
  }
  return (crc ^ 0xffffffff) >>> 0
}
