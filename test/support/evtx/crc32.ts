/** CRC-32 as in RFC 1952, of ranges one behind the other. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++)
    value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320
  return value
})

export function crc32(...ranges: readonly Uint8Array[]): number {
  let crc = 0xffffffff
  for (const range of ranges)
    for (const byte of range) crc = (TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
