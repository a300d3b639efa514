/** A folder of logs as a bundle in memory. `x.dmp.json` describes the header of a dump and is read as `x.dmp`. */
import { readdirSync, readFileSync } from 'node:fs'

import { makeDumpHeader } from '../support/dump-bytes.ts'
import type { Texts } from '../support/story-from-text.ts'

/** What a `.dmp.json` holds; numbers of 64 bits as `0x…`. */
interface DescribedDump {
  readonly bugCheck: string
  readonly parameters: readonly string[]
  readonly at: string
  readonly uptimeMs: number
  readonly build: number
  readonly architecture: 'x86' | 'x64' | 'ARM64'
  readonly kind: number
}

export function readFixture(folder: URL): Texts {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.replace(/\/$/, '')}/${entry.name}`)
    .sort()
  const root = decodeURIComponent(folder.pathname).replace(/\/$/, '')
  const bundle: Record<string, Uint8Array> = {}
  for (const path of paths) {
    const name = path.slice(root.length + 1)
    if (/\.dmp\.json$/i.test(name)) bundle[name.slice(0, -'.json'.length)] = readDump(path)
    else bundle[name] = new Uint8Array(readFileSync(path))
  }
  return bundle
}

function readDump(path: string): Uint8Array {
  const dump = JSON.parse(readFileSync(path, 'utf8')) as DescribedDump
  return makeDumpHeader({
    ...dump,
    bugCheck: Number(dump.bugCheck),
    parameters: dump.parameters.map(BigInt),
    systemTimeUtcMs: Date.parse(dump.at),
  })
}
