// `npm start` on a fresh clone: only Node's own modules may be imported before the install.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { ensureInstalled } from './installed.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

if (!ensureInstalled(root)) process.exit(1)
run('build.mjs')
run('serve.mjs')

/** @param {string} script */
function run(script) {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const { status } = spawnSync(process.execPath, [path], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
