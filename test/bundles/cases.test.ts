/** What holds for every case: the shipped zips are those of the generators, and every claim leads to its line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'

import { analyzeFiles } from '../support/analyzed-bundle.ts'
import type { CheckedBundle } from '../support/analyzed-bundle.ts'
import { sampleZip } from '../support/sample-zip.ts'
import { preloadDriverPath } from '../support/samples/preload-driver-path.ts'
import { updateDriverStaging } from '../support/samples/update-driver-staging.ts'
import { upgradeRollbackBugcheck } from '../support/samples/upgrade-rollback-bugcheck.ts'

/** A value that got into a sentence; a null handle is a term. */
const LEFT_OVER = /undefined|NaN|null(?! handle)/

const CASES = [
  ['preload-driver-path', preloadDriverPath],
  ['upgrade-rollback-bugcheck', upgradeRollbackBugcheck],
  ['update-driver-staging', updateDriverStaging],
] as const

/** All three, as they weigh inside the single file before base64. */
const MOST_BYTES = 450_000

test('the samples together stay small enough for the single file', () => {
  const sizes = CASES.map(([name]) => readFileSync(shipped(name)).length)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES)
})

describe.each(CASES)('%s', (name, files) => {
  let bundle: CheckedBundle

  beforeAll(async () => {
    bundle = await analyzeFiles(name, files())
  })

  test('public/samples holds what the generators write: npm run samples', () => {
    const zip = Buffer.from(sampleZip(files()))
    expect(zip.equals(readFileSync(shipped(name)))).toBe(true)
  })

  test('every finding of the chain has evidence, and each leads to the line that it quotes', () => {
    const { analysis, lineAt } = bundle
    expect(analysis.verdict.chain.length).toBeGreaterThan(0)
    for (const finding of analysis.findings) {
      expect(finding.evidence.length, finding.id).toBeGreaterThan(0)
      for (const { path, line, text } of finding.evidence) {
        if (path.endsWith('.dmp') || path.endsWith('.DMP')) continue
        expect(text, `${path}:${line}`).toBe(lineAt(path, line))
      }
    }
  })

  test('every text for a reader is there in both languages', () => {
    const { verdict, findings, missing } = bundle.analysis
    const texts = [
      verdict.sentence,
      ...findings.flatMap(({ message, advice, inFavour, against }) => [
        message,
        ...advice,
        ...inFavour,
        ...against,
      ]),
      ...missing.flatMap(({ what, why, how }) => [what, why, how]),
    ]
    for (const { en, zh } of texts) {
      expect(en.trim()).not.toBe('')
      expect(en).not.toMatch(/[\u4e00-\u9fff]/)
      expect(zh.trim()).not.toBe('')
      expect(zh).not.toMatch(LEFT_OVER)
      expect(en).not.toMatch(LEFT_OVER)
    }
  })

  test('it is told the same in every run', async () => {
    const again = await analyzeFiles(name, files())
    expect(again.analysis).toEqual(bundle.analysis)
  })

  const golden = new URL(`${name}/golden.json`, import.meta.url)
  const isWriting = process.env['UPDATE_GOLDEN'] === '1'
  test.skipIf(!isWriting && !existsSync(golden))('the analysis is the golden one', () => {
    const told = `${JSON.stringify(goldenOf(bundle), null, 2)}\n`
    if (isWriting) writeFileSync(golden, told)
    expect(told).toBe(readFileSync(golden, 'utf8'))
  })
})

/** The analysis without the operations and packages, which are many and told by their own tests. */
function goldenOf({ analysis }: CheckedBundle): unknown {
  return {
    ...analysis,
    attempts: analysis.attempts.map(({ operations, ...attempt }) => ({
      ...attempt,
      operations: operations.length,
    })),
    servicing: analysis.servicing.map(({ packages, ...session }) => ({
      ...session,
      packages: packages.length,
    })),
    drivers: analysis.drivers.map(({ evidence, ...driver }) => ({
      ...driver,
      evidence: evidence.map(({ path, line }) => `${path}:${line}`),
    })),
  }
}

function shipped(name: string): URL {
  return new URL(`../../public/samples/${name}.zip`, import.meta.url)
}
