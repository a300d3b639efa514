/** `npm run samples`: writes public/samples/*.zip. Seeded, with fixed dates: the same bytes in every run. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { sampleZip } from './sample-zip.ts'
import type { SampleFile } from './sample-zip.ts'
import { preloadDriverPath } from './samples/preload-driver-path.ts'
import { updateDriverStaging } from './samples/update-driver-staging.ts'
import { upgradeRollbackBugcheck } from './samples/upgrade-rollback-bugcheck.ts'

const FOLDER = fileURLToPath(new URL('../../public/samples/', import.meta.url))

const SAMPLES: Readonly<Record<string, () => readonly SampleFile[]>> = {
  'preload-driver-path': preloadDriverPath,
  'upgrade-rollback-bugcheck': upgradeRollbackBugcheck,
  'update-driver-staging': updateDriverStaging,
}

mkdirSync(FOLDER, { recursive: true })
for (const [name, build] of Object.entries(SAMPLES)) {
  const files = build()
  const zip = sampleZip(files)
  writeFileSync(`${FOLDER}${name}.zip`, zip)
  const lines = files.reduce((sum, file) => sum + linesOf(file.bytes), 0)
  console.log(`${name}.zip: ${files.length} files, ${lines} lines, ${zip.length} bytes`)
}

function linesOf(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte === 10) count++
  return count
}
