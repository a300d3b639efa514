/** A process dump byte by byte by its public layout (minidumpapiset.h). */
export interface MadeUserDump {
  readonly atSeconds: number
  readonly createdSeconds: number
  readonly build: number
  readonly exception: {
    readonly code: number
    readonly address: bigint
    readonly parameters: readonly bigint[]
  }
  readonly modules: readonly {
    readonly path: string
    readonly base: bigint
    readonly size: number
    readonly version: readonly [number, number, number, number]
  }[]
}

export function userDumpBytes(dump: MadeUserDump): Uint8Array {
  const names = dump.modules.map(({ path }) => 4 + 2 * path.length + 2)
  const exceptionAt = 0x20 + 4 * 12
  const systemAt = exceptionAt + 168
  const miscAt = systemAt + 56
  const modulesAt = miscAt + 24
  const namesAt = modulesAt + 4 + 108 * dump.modules.length
  const bytes = new Uint8Array(namesAt + names.reduce((sum, one) => sum + one, 0))
  const view = new DataView(bytes.buffer)
  bytes.set(new TextEncoder().encode('MDMP'))
  view.setUint32(4, 0xa793, true)
  view.setUint32(8, 4, true)
  view.setUint32(12, 0x20, true)
  view.setUint32(0x14, dump.atSeconds, true)
  const streams = [
    [6, 168, exceptionAt],
    [7, 56, systemAt],
    [15, 24, miscAt],
    [4, 4 + 108 * dump.modules.length, modulesAt],
  ]
  streams.flat().forEach((value, i) => view.setUint32(0x20 + 4 * i, value, true))
  view.setUint32(exceptionAt + 8, dump.exception.code, true)
  view.setBigUint64(exceptionAt + 24, dump.exception.address, true)
  view.setUint32(exceptionAt + 32, dump.exception.parameters.length, true)
  dump.exception.parameters.forEach((value, i) =>
    view.setBigUint64(exceptionAt + 40 + 8 * i, value, true),
  )
  view.setUint16(systemAt, 9, true)
  view.setUint32(systemAt + 16, dump.build, true)
  view.setUint32(miscAt, 24, true)
  view.setUint32(miscAt + 4, 3, true)
  view.setUint32(miscAt + 12, dump.createdSeconds, true)
  view.setUint32(modulesAt, dump.modules.length, true)
  let name = namesAt
  dump.modules.forEach(({ path, base, size, version }, i) => {
    const at = modulesAt + 4 + 108 * i
    view.setBigUint64(at, base, true)
    view.setUint32(at + 8, size, true)
    view.setUint32(at + 20, name, true)
    view.setUint32(at + 24, 0xfeef04bd, true)
    view.setUint32(at + 32, (version[0] << 16) | version[1], true)
    view.setUint32(at + 36, (version[2] << 16) | version[3], true)
    view.setUint32(name, 2 * path.length, true)
    for (let c = 0; c < path.length; c++) view.setUint16(name + 4 + 2 * c, path.charCodeAt(c), true)
    name += names[i] ?? 0
  })
  return bytes
}
