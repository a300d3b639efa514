import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runAnalyze } from '../../src/cli/analyze.ts'
import { markdownSummary } from '../../src/cli/markdown-summary.ts'
import type { Analysis } from '../../src/core/model/analysis.ts'
import { ARCHIVE_PASSWORD, ARCHIVE_TEXTS } from '../support/archive-texts.ts'
import { CBS_LINES, logText, SETUP_LINES, twoLogs } from '../workers/log-bundle.ts'

let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'setupscope-cli-'))
  writeFileSync(at('bundle.zip'), new Uint8Array(await twoLogs().blob.arrayBuffer()))
  mkdirSync(at('case/Panther'), { recursive: true })
  writeFileSync(at('case/CBS.log'), logText(CBS_LINES))
  writeFileSync(at('case/Panther/setupact.log'), logText(SETUP_LINES))
  writeFileSync(at('loose.log'), logText(CBS_LINES))
  writeFileSync(at('broken.zip'), 'no zip')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function run(...words: string[]) {
  let out = ''
  let err = ''
  const status = await runAnalyze(words, {
    out: (text) => (out += text),
    err: (text) => (err += text),
  })
  return { status, out, err }
}

const pathsIn = (json: string): string[] =>
  (JSON.parse(json) as Analysis).entries.map(({ path }) => path)

describe('what can be read', () => {
  test('a zip', async () => {
    const { status, out } = await run(at('bundle.zip'), '--json')
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      format: 'setupscope-analysis',
      version: 1,
      bundle: { name: 'bundle.zip', entries: 2 },
    })
    expect(pathsIn(out)).toEqual(['Windows/Logs/CBS/CBS.log', 'Windows/Panther/setupact.log'])
  })

  test('a folder', async () => {
    const { out } = await run(at('case'))
    expect(pathsIn(out)).toEqual(['case/CBS.log', 'case/Panther/setupact.log'])
  })

  test('a folder with links that lead round in circles', async () => {
    mkdirSync(at('round/logs'), { recursive: true })
    writeFileSync(at('round/logs/CBS.log'), logText(CBS_LINES))
    writeFileSync(at('round/setupact.log'), logText(SETUP_LINES))
    symlinkSync('..', at('round/logs/up'))
    symlinkSync('logs', at('round/again'))
    const { out } = await run(at('round'))
    const { entries, problems } = JSON.parse(out) as Analysis
    const logs = ['round/logs/CBS.log', 'round/setupact.log']
    expect(entries.map(({ path }) => path)).toEqual(logs)
    const told = problems.filter(({ code }) => code === 'duplicate-path')
    expect(told.map(({ path }) => path)).toEqual(['round/logs/up', 'round/again'])
  })

  test('an encrypted archive, with its password', async () => {
    const archive = fileURLToPath(new URL('../fixtures/archives/secret.7z', import.meta.url))
    const locked = await run(archive)
    expect(locked.status).toBe(1)
    const { out, status } = await run(archive, '--password', ARCHIVE_PASSWORD)
    expect(status).toBe(0)
    expect(pathsIn(out)).toEqual(Object.keys(ARCHIVE_TEXTS))
    const wrong = await run(archive, '--password', 'wrong')
    expect(wrong.status).toBe(1)
    expect(wrong.out).toContain('wrong-password')
  })

  test('the parts of a split archive, together', async () => {
    const parts = [1, 2, 3].map((number) =>
      fileURLToPath(new URL(`../fixtures/archives/parts.7z.00${number}`, import.meta.url)),
    )
    const { out } = await run(...parts, '--together')
    expect(pathsIn(out)).toEqual(Object.keys(ARCHIVE_TEXTS))
  })

  test('a loose file', async () => {
    expect(pathsIn((await run(at('loose.log'))).out)).toEqual(['loose.log'])
  })

  test('several paths are one object a line', async () => {
    const { status, out } = await run(at('bundle.zip'), at('loose.log'))
    const lines = out.trimEnd().split('\n')
    expect(status).toBe(0)
    expect(lines.map((line) => pathsIn(line).length)).toEqual([2, 1])
  })

  test('several paths together are one bundle', async () => {
    const { out } = await run('--together', at('loose.log'), at('case/Panther/setupact.log'))
    expect(pathsIn(out)).toEqual(['loose.log', 'setupact.log'])
  })
})

describe('what cannot', () => {
  test('alone is status 1, with the reason as data', async () => {
    const { status, out, err } = await run(at('broken.zip'))
    expect(status).toBe(1)
    expect((JSON.parse(out) as Analysis).problems.map(({ code }) => code)).toContain(
      'not-an-archive',
    )
    expect(err).toContain('nothing could be opened')
  })

  test('that is not there is named', async () => {
    const { status, out } = await run(at('gone.zip'))
    expect(status).toBe(1)
    expect((JSON.parse(out) as Analysis).problems[0]).toMatchObject({ code: 'vanished' })
  })

  test('beside what can is status 0', async () => {
    const { status, out } = await run(at('broken.zip'), at('loose.log'))
    expect(status).toBe(0)
    expect(out.trimEnd().split('\n')).toHaveLength(2)
  })
})

test.each([[[]], [['--jsno', 'x']], [['--json', '--markdown', 'x']]])(
  'wrong usage is status 2 and leaves stdout alone: %j',
  async (words) => {
    const { status, out, err } = await run(...words)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toContain('Usage:')
  },
)

test('a summary in Markdown', async () => {
  const { out } = await run(at('bundle.zip'), '--markdown')
  expect(out).toMatch(/^# bundle\.zip\n\n\S/)
})

test('a summary commands no terminal', async () => {
  const { out } = await run(at('bundle.zip'))
  const analysis = JSON.parse(out) as Analysis
  const bundle = { ...analysis.bundle, name: 'a\u001b[2Jb\u009bc' }
  expect(markdownSummary({ ...analysis, bundle })).toMatch(/^# a\ufffd\[2Jb\ufffdc\n/)
})

test('as a program: the result alone on stdout, the status as promised', () => {
  const start = (...words: string[]) =>
    spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'src/cli/analyze.ts', ...words], {
      encoding: 'utf8',
    })
  const good = start(at('bundle.zip'), '--json')
  expect(good.status).toBe(0)
  expect(pathsIn(good.stdout)).toHaveLength(2)
  expect(start().status).toBe(2)
}, 60_000)

test('as README says: npm adds nothing to stdout', () => {
  const { npm_config_loglevel: _, ...env } = process.env
  const words = ['run', 'analyze', '--', at('bundle.zip'), '--json']
  const shell = process.platform === 'win32'
  const { stdout } = spawnSync('npm', words, { encoding: 'utf8', env, shell })
  expect(pathsIn(stdout)).toHaveLength(2)
}, 60_000)
