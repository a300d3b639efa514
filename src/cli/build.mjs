import { existsSync, readdirSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

makeMissingSamples()
// In this order: the hosted build empties dist/, the offline one adds its single file.
await build({ root, logLevel: 'warn' })
await build({ root, mode: 'offline', logLevel: 'warn' })
for (const name of ['index.html', 'setupscope.html']) {
  console.log(`dist/${name}  ${statSync(join(root, 'dist', name)).size.toLocaleString('en')} bytes`)
}

/** The page's samples are written from their sources by a script, and are not always there yet. */
function makeMissingSamples() {
  const folder = join(root, 'public', 'samples')
  const script = join('test', 'support', 'make-samples.ts')
  const isThere = existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.zip'))
  if (isThere || !existsSync(join(root, script))) return
  const tsx = join('node_modules', 'tsx', 'dist', 'cli.mjs')
  const { status } = spawnSync(process.execPath, [tsx, script], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
