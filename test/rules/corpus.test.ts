/**
 * Real logs, where they are at hand: a verdict of failure for exactly those of which the manifest tells one. They are
 * not part of this repository; a log is chosen by what the manifest says of it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'

import { formatCode } from '../../src/core/codes/code-value.ts'
import { formatExtend } from '../../src/core/codes/extend.ts'
import type { Told } from '../support/story-from-text.ts'
import { placeText, tell } from '../support/story-from-text.ts'

interface Entry {
  readonly path: string
  readonly kind: string
  readonly outcome: string
}

const CORPUS = new URL('../../../shared/corpus/', import.meta.url)
const isThere = existsSync(new URL('MANIFEST.json', CORPUS))
if (!isThere) console.warn('Skipped: no corpus of real logs beside this project.')

const entries: readonly Entry[] = isThere
  ? (JSON.parse(readFileSync(new URL('MANIFEST.json', CORPUS), 'utf8')) as readonly Entry[])
  : []

/** Logs of other grammars that share a name with these. */
const OTHER_GRAMMAR = /windows-dir-setupact|win2000/

const logs = entries.filter(
  ({ kind, path }) =>
    ['panther', 'cbs', 'dism', 'setupapi'].includes(kind) && !OTHER_GRAMMAR.test(path),
)

const FAILED =
  /^rollback of upgrade that failed|^cancelled|cancel cascade|RestoreHealth failed|SFC cannot repair|apply-unattend .* failed|driver import failed/

function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, CORPUS)))
}

describe.skipIf(!isThere)('real logs', () => {
  test.each(logs.map((entry) => [entry.path, entry] as const))('%s', async (path, entry) => {
    const { story, judgement } = await tell({ [path]: bytesOf(path) })
    const failed = FAILED.test(entry.outcome)
    expect(judgement.verdict.failed === true, judgement.verdict.sentence.en).toBe(failed)
    if (!failed) {
      const errors = judgement.findings.filter(
        ({ role, level }) => role !== 'note' && level === 'error',
      )
      expect(errors.map(({ message }) => message.en)).toEqual([])
    }
    if (/^cancelled|cancel cascade/.test(entry.outcome))
      expect(story.attempts.at(-1)?.outcome).toBe('cancelled')
  })

  test('every way to fail that the manifest knows is among them', () => {
    const words = logs.map(({ outcome }) => FAILED.exec(outcome)?.[0]).filter(Boolean)
    expect(new Set(words).size).toBe(7)
  })
})

describe.skipIf(!isThere)('the upgrade that failed in SafeOS', () => {
  let told: Told

  beforeAll(async () => {
    const bundle = entries.find(({ path }) => path.endsWith('.bundle.zip'))
    told = await tell(unzipSync(bytesOf(bundle?.path ?? '')))
  })

  test('phase, operation, result and extend code', () => {
    const { story, judgement } = told
    const attempt = story.attempts.find(({ id }) => id === judgement.verdict.attempt)
    expect(judgement.verdict.failed).toBe(true)
    expect(formatCode(judgement.verdict.result)).toBe('0x8007000D')
    expect(formatExtend(judgement.verdict.extend)).toBe('0x2000C')
    expect(attempt?.phases.find(({ name }) => name === 'SafeOS')?.outcome).toBe('failed')
    const failed = attempt?.operations.filter(({ outcome }) => outcome === 'failed').at(-1)
    expect(failed).toMatchObject({ phase: 'Safe OS' })
    expect(failed?.name).toMatch(/^Apply WIM file/)
  })

  test('the cause below the result, with its lines: first seen down-level, fatal in SafeOS', () => {
    const { story, judgement } = told
    const [cause] = judgement.findings
    expect(cause).toMatchObject({ role: 'cause', ruleId: 'setup.operation-failed' })
    expect(cause?.codes.map(formatCode)).toContain('0x80070570')
    const lines = cause?.evidence.map((place) => placeText(story, place).split(':').at(-1)) ?? []
    expect(lines).toContain('103258')
    expect(lines.map(Number).some((line) => line > 76_000 && line < 77_000)).toBe(true)
  })

  test('the chain ends in the rollback', () => {
    expect(told.judgement.verdict.chain.at(-1)).toBe('setup.rolled-back')
  })
})
