/**
 * Builds the header of a kernel memory dump byte by byte, for tests and for the sample bundles.
 * Offsets as in src/core/formats/kernel-dump.ts, which the tests check against each other and the
 * corpus checks against real dumps.
 */
export interface DumpHeaderOptions {
  readonly bugCheck: number
  /** Up to four; the rest is 0. */
  readonly parameters: readonly bigint[]
  /** Milliseconds since 1970, UTC; null leaves the filler that Windows leaves. */
  readonly systemTimeUtcMs: number | null
  readonly uptimeMs: number | null
  readonly build: number
  readonly architecture: 'x86' | 'x64' | 'ARM64'
  /** The number in the header: 1 full, 2 kernel, 4 triage, 5 and 6 with a bitmap. */
  readonly kind: number
  readonly processors?: number
  /** What stands behind the header. */
  readonly extraBytes?: Uint8Array
}

const MACHINE = { x86: 0x014c, x64: 0x8664, ARM64: 0xaa64 } as const
const FILETIME_OF_1970 = 116444736000000000n

const AT_64 = {
  size: 0x2000,
  machine: 0x30,
  processors: 0x34,
  bugCheck: 0x38,
  parameters: 0x40,
  dumpType: 0xf98,
  requiredSpace: 0xfa0,
  systemTime: 0xfa8,
  uptime: 0x1030,
} as const

const AT_32 = {
  size: 0x1000,
  machine: 0x20,
  processors: 0x24,
  bugCheck: 0x28,
  parameters: 0x2c,
  dumpType: 0xf88,
  requiredSpace: 0xfa0,
  systemTime: 0xfc0,
  uptime: 0xfb8,
} as const

/** 8 KiB (4 KiB for x86) and the extra bytes. Every field that is not given holds the filler 'PAGE', as in real ones. */
export function makeDumpHeader(options: DumpHeaderOptions): Uint8Array {
  const is32 = options.architecture === 'x86'
  const at = is32 ? AT_32 : AT_64
  const extra = options.extraBytes ?? new Uint8Array(0)
  const bytes = new Uint8Array(at.size + extra.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < at.size; i += 4) putAscii(bytes, i, 'PAGE')
  bytes.set(extra, at.size)

  putAscii(bytes, 4, is32 ? 'DUMP' : 'DU64')
  view.setUint32(8, 0xf, true)
  view.setUint32(12, options.build, true)
  view.setUint32(at.machine, MACHINE[options.architecture], true)
  view.setUint32(at.processors, options.processors ?? 4, true)
  view.setUint32(at.bugCheck, options.bugCheck, true)
  for (let i = 0; i < 4; i++) {
    const parameter = options.parameters[i] ?? 0n
    if (is32) view.setUint32(at.parameters + 4 * i, Number(BigInt.asUintN(32, parameter)), true)
    else view.setBigUint64(at.parameters + 8 * i, BigInt.asUintN(64, parameter), true)
  }
  view.setUint32(at.dumpType, options.kind, true)
  view.setBigUint64(at.requiredSpace, BigInt(bytes.length), true)
  if (options.systemTimeUtcMs !== null) {
    const ticks = BigInt(options.systemTimeUtcMs) * 10000n + FILETIME_OF_1970
    view.setBigUint64(at.systemTime, ticks, true)
  }
  if (options.uptimeMs !== null) {
    view.setBigUint64(at.uptime, BigInt(options.uptimeMs) * 10000n, true)
  }
  return bytes
}

function putAscii(bytes: Uint8Array, offset: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i)
}
