/** Machines on which nothing failed. Their logs hold lines of level Error all the same, and none of them is a cause. */
import { describe, expect, test } from 'vitest'

import { analyzeFiles } from '../../support/analyzed-bundle.ts'
import type { CheckedBundle } from '../../support/analyzed-bundle.ts'
import { cleanInstall } from '../../support/samples/healthy-install.ts'
import { cleanUpdate, quietDriverLog } from '../../support/samples/healthy-update.ts'
import { cleanUpgrade } from '../../support/samples/healthy-upgrade.ts'

const BUNDLES = [
  ['a clean install', cleanInstall, ['clean-install', 'oobe']],
  ['a clean update', cleanUpdate, ['update']],
  ['a clean upgrade', cleanUpgrade, ['upgrade']],
  ['a driver log of a quiet machine', quietDriverLog, []],
] as const

describe.each(BUNDLES)('%s', (name, files, kinds) => {
  let analysis: CheckedBundle['analysis']

  test('is read whole', async () => {
    analysis = (await analyzeFiles(name, files())).analysis
    expect(analysis.problems).toEqual([])
    expect(analysis.entries.every(({ format }) => format !== 'text')).toBe(true)
  })

  test('is no failure, in both languages', () => {
    expect(analysis.verdict.failed).toBe(false)
    expect(analysis.verdict.sentence.en).toMatch(/^No failure found/)
    expect(analysis.verdict.sentence.zh).toMatch(/^未发现故障/)
    expect(analysis.verdict).toMatchObject({ chain: [], result: null, extend: null })
  })

  test('has no cause, and no finding of level error', () => {
    expect(
      analysis.findings.filter(({ role, level }) => role === 'cause' || level === 'error'),
    ).toEqual([])
    expect(analysis.crashes).toEqual([])
    expect(analysis.rollbacks).toEqual([])
  })

  test('asks for nothing', () => {
    expect(analysis.missing).toEqual([])
  })

  test('its runs have succeeded', () => {
    expect(analysis.attempts.map(({ kind }) => kind)).toEqual(kinds)
    for (const { outcome, phases } of analysis.attempts) {
      expect(outcome).toBe('succeeded')
      expect(phases.filter((phase) => phase.outcome === 'failed')).toEqual([])
    }
    expect(analysis.drivers.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })
})

test('their logs do hold lines of level Error, so that silence means something', async () => {
  const { analysis } = await analyzeFiles('errors', [...cleanInstall(), ...cleanUpgrade()])
  const errors = analysis.entries.reduce((sum, { levels }) => sum + levels.error, 0)
  expect(errors).toBeGreaterThan(5)
})
