/** Little-endian bytes put together piece by piece. */
export function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255)
}

export function u32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value >>> 0, true)
  return bytes
}

export function u64(value: bigint | number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, BigInt(value)), true)
  return bytes
}

export function utf16(text: string): Uint8Array {
  return join([...text].flatMap((char) => char.split('').map((unit) => u16(unit.charCodeAt(0)))))
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}

export function zeros(count: number): Uint8Array {
  return new Uint8Array(count)
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** 100 ns since 1601 of an ISO time, with `ticks` of 100 ns more. */
export function fileTime(iso: string, ticks = 0): bigint {
  return BigInt(Date.parse(iso)) * 10_000n + 116_444_736_000_000_000n + BigInt(ticks)
}
