// The whole check, as `npm test` and continuous integration run it: each step timed, stop at the
// first that fails, and the counts of tests alone on the last line.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { ensureInstalled } from '../../src/cli/installed.mjs'
import { findChromium, installChromium } from './find-chromium.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'setupscope-test-'))
const isContinuousIntegration = process.env['CI'] === 'true'

let passed = 0
let failed = 0

const outcome = runSteps()
rmSync(reports, { recursive: true, force: true })
// A step that is no test, such as the type check, counts as one failure: the last line never says
// `0 failed` when the run failed.
if (!outcome && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = outcome ? 0 : 1

/** @returns {boolean} */
function runSteps() {
  const hasInstalled = step('install', () => ensureInstalled(root))
  if (!hasInstalled) return false

  const chromium = findChromium() ?? installChromium()
  if (chromium === undefined && isContinuousIntegration) {
    console.error('No Chromium, and it could not be installed: the browser tests cannot run.')
    return false
  }

  const isGood =
    step('format', () => tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.')) &&
    step('lint', () => tool('eslint/bin/eslint.js', '.')) &&
    step('types of core', () => tool('typescript/bin/tsc', '-p', 'src/core/tsconfig.json')) &&
    step('types', () => tool('typescript/bin/tsc', '-p', 'tsconfig.json')) &&
    step('components', () =>
      tool('svelte-check/bin/svelte-check', '--output', 'human', '--fail-on-warnings'),
    ) &&
    step('unit tests', () => vitest(['unit', 'unit-page'])) &&
    step('build', () => node(join(root, 'src/cli/build.mjs')))
  if (!isGood) return false

  if (chromium === undefined) {
    console.log('')
    console.log('SKIPPED the browser tests: no Chromium here. Install one, or set CHROMIUM to its')
    console.log('path; continuous integration runs them always.')
    return true
  }
  return step('browser tests', () => vitest(['browser'], { CHROMIUM: chromium }))
}

/**
 * @param {string} name
 * @param {() => boolean} run
 * @returns {boolean}
 */
function step(name, run) {
  console.log(`\n== ${name}`)
  const start = performance.now()
  const isGood = run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`== ${name}: ${isGood ? 'ok' : 'FAILED'} in ${seconds} s`)
  return isGood
}

/**
 * @param {string} script path inside node_modules
 * @param {...string} args
 */
function tool(script, ...args) {
  return node(join(root, 'node_modules', script), args)
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
function node(script, args = [], env = {}) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C', ...env },
  })
  return status === 0
}

/**
 * @param {readonly string[]} projects
 * @param {Readonly<Record<string, string>>} env
 */
function vitest(projects, env = {}) {
  const report = join(reports, `${projects.join('+')}.json`)
  const args = ['run', ...projects.map((name) => `--project=${name}`)]
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${report}`)
  const script = join(root, 'node_modules/vitest/vitest.mjs')
  const isGood = node(script, args, env)
  if (existsSync(report)) {
    const counts = JSON.parse(readFileSync(report, 'utf8'))
    passed += counts.numPassedTests
    failed += counts.numFailedTests
  }
  return isGood
}
