/**
 * Every rule proves itself: a bundle in which it fires, and a near miss in which it stays silent.
 * The rule `family.case` has them in `family/case/fires` and `family/case/silent`, more as `fires-…` and `silent-…`.
 *
 * `expected.json` is written by `UPDATE_GOLDEN=1 npx vitest run --project unit test/rules/rules.test.ts`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { formatCode } from '../../src/core/codes/code-value.ts'
import type { Finding } from '../../src/core/model/finding.ts'
import { rules } from '../../src/core/rules/index.ts'
import { placeText, tell, type Told } from '../support/story-from-text.ts'
import { readFixture } from './fixture-bundle.ts'

const HERE = new URL('.', import.meta.url)

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const folder = new URL(`${id.replace('.', '/')}/`, HERE)
  const sides = existsSync(folder) ? readdirSync(folder) : []
  const fires = sides.filter((name) => /^fires(-|$)/.test(name))
  const silent = sides.filter((name) => /^silent(-|$)/.test(name))

  test('has a bundle that fires and a near miss', () => {
    expect(fires.length, `${folder.pathname}fires`).toBeGreaterThan(0)
    expect(silent.length, `${folder.pathname}silent`).toBeGreaterThan(0)
  })

  test.each(fires)('%s', async (side) => {
    const told = await tell(readFixture(new URL(`${side}/`, folder)))
    const found = told.judgement.findings.filter((finding) => finding.ruleId === rule.id)
    expect(found.length).toBeGreaterThan(0)
    for (const finding of found) expect(brokenPromises(told, finding)).toEqual([])
    const first = found[0] as Finding
    const shape = {
      ruleId: first.ruleId,
      role: first.role,
      confidence: first.confidence,
      subject: first.subject,
      codes: first.codes.map(formatCode),
      evidence: first.evidence.map((place) => placeText(told.story, place)),
    }
    const path = new URL(`expected${side.slice('fires'.length)}.json`, folder)
    const text = `${JSON.stringify(shape, null, 2)}\n`
    if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(path, text)
    expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : 'no expected.json')
  })

  test.each(silent)('%s', async (side) => {
    const { files, judgement } = await tell(readFixture(new URL(`${side}/`, folder)))
    // A near miss must be near: its logs are read by a format.
    expect(files.every(({ format }) => format === 'text' || format === 'binary')).toBe(false)
    const found = judgement.findings.filter((finding) => finding.ruleId === rule.id)
    expect(found.map(({ message }) => message.en)).toEqual([])
  })
})

test('no folder without its rule', () => {
  const known = new Set(rules.map(({ id }) => id))
  const folders = readdirSync(HERE, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, HERE)).map((one) => `${name}.${one}`))
  expect(folders.filter((id) => !known.has(id))).toEqual([])
})

test('ids are unique', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
})

/** What holds for every finding of every rule. */
function brokenPromises({ files }: Told, finding: Finding): readonly string[] {
  const broken: string[] = []
  if (finding.evidence.length === 0) broken.push('no evidence')
  for (const { file, line } of finding.evidence)
    if (!(line >= 1 && line <= (files[file]?.lines ?? 0))) broken.push(`no line ${file}:${line}`)
  const texts = [finding.message, ...finding.advice, ...finding.inFavour, ...finding.against]
  for (const { en, zh } of texts) {
    if (/undefined|null|NaN|\[object|0x00000000\b/.test(en + zh))
      broken.push(`hole in: ${en} | ${zh}`)
    if (/[\u4e00-\u9fff]/.test(en) && !/DRIVERS/.test(en)) broken.push(`Chinese in: ${en}`)
    if (!/[\u4e00-\u9fff]/.test(zh)) broken.push(`no Chinese in: ${zh}`)
    if (/ {2}|\s[.,;:]|[^.?!:"”）]$/.test(en)) broken.push(`English punctuation: ${en}`)
    if (/[\u4e00-\u9fff] ?[,;:?]|[\u4e00-\u9fff]\.(?!\w)|[（，。：；“] | [），。：；”]/.test(zh))
      broken.push(`Chinese punctuation: ${zh}`)
  }
  return broken
}
