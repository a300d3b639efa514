import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Installs what package-lock.json names, if it is not there yet. npm writes its hidden lock file when
 * an install ends well, so an older or absent one means a fresh clone, a new dependency, or an install
 * that was cut off.
 *
 * @param {string} root
 * @returns {boolean} false if npm failed
 */
export function ensureInstalled(root) {
  const done = join(root, 'node_modules', '.package-lock.json')
  const wanted = join(root, 'package-lock.json')
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(wanted).mtimeMs) return true
  console.log('Installing dependencies…')
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // .npmrc keeps npm quiet, so that `npm run analyze` prints its result alone; a failed install has to be told.
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=notice']
  const { status } = spawnSync(command, words, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return status === 0
}
