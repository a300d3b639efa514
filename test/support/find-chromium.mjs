import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @returns {string | undefined} path of a Chromium; $CHROMIUM goes before the usual places */
export function findChromium() {
  return PLACES.find((place) => place !== undefined && place !== '' && existsSync(place))
}

/**
 * Installs Debian's Chromium where this process may: as root, with apt-get. The fonts give Chinese
 * text its real widths.
 *
 * @returns {string | undefined}
 */
export function installChromium() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.log('Installing Chromium for the browser tests…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ]) {
    const { status, stdout, stderr } = spawnSync('apt-get', args, {
      env,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    if (status !== 0) {
      console.error(`apt-get ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
      return undefined
    }
  }
  return findChromium()
}
