import { expect, test } from 'vitest'

import { nameBundle, savedName } from '../../src/app/bundle-name.ts'
import { chainBadges, chainOf, circled, openingEvidence, openingPath } from '../../src/app/chain.ts'
import { clockAt, clockOf, entryAt, mainClock } from '../../src/app/clock.ts'
import { entry, healthyCase, updateCase } from './fake-cases.ts'

const CBS = 'PC-0231/Windows/Logs/CBS/CBS.log'

test('the chain stands in its own order and leaves out what names nothing', () => {
  const verdict = {
    ...updateCase.verdict,
    chain: ['cbs.rolled-back', 'gone', 'drivers.hive-refused'],
  }
  expect(chainOf({ ...updateCase, verdict }).map((finding) => finding.id)).toEqual([
    'cbs.rolled-back',
    'drivers.hive-refused',
  ])
})

test('a quoted line bears its place in the chain', () => {
  const badges = chainBadges(updateCase)
  expect(badges.get(CBS)?.get(8121)).toEqual({ number: 2, role: 'consequence' })
  expect(badges.get(CBS)?.get(8128)?.number).toBe(3)
  expect(badges.get(CBS)?.get(8122)).toBeUndefined()
})

test('the page opens on the first line that proves the verdict', () => {
  expect(openingEvidence(updateCase)?.line).toBe(4711)
  expect(openingEvidence(healthyCase)).toBeNull()
  expect(openingPath(healthyCase)).toBe('Windows/Logs/CBS/CBS.log')
})

test('figures go on where the circled ones end', () => {
  expect([1, 20, 21].map(circled)).toEqual(['①', '⑳', '(21)'])
})

test('a line is on the clock of its segment', () => {
  const jumping = {
    ...entry('setupact.log', 'panther', 900, 0, 0, null),
    clock: [
      { fromLine: 1, offsetMinutes: 480, source: 'utc', errorSeconds: 1 },
      { fromLine: 500, offsetMinutes: -480, source: 'other-file', errorSeconds: 1 },
    ],
  } as const
  expect(clockAt(jumping, 499)?.offsetMinutes).toBe(480)
  expect(clockAt(jumping, 500)?.offsetMinutes).toBe(-480)
  expect(clockAt(undefined, 1)).toBeNull()
})

test('the page speaks on the clock of the first line of the chain, else of the richest log', () => {
  expect(mainClock(updateCase).source).toBe('same-event')
  expect(mainClock(healthyCase).source).toBe('csi-stamp')
  expect(mainClock({ ...healthyCase, entries: [] }).source).toBe('assumed')
})

test('a finding without a line has no clock of its own', () => {
  const [first] = updateCase.findings
  const bare = updateCase.findings.find((finding) => finding.evidence.length === 0)
  expect(first && clockOf(updateCase, first)?.offsetMinutes).toBe(480)
  expect(bare && clockOf(updateCase, bare)).toBeNull()
  expect(entryAt(updateCase, 'nowhere')).toBeUndefined()
})

test('a bundle is called by its file, its folder, or its number of files', () => {
  const blob = new Blob([])
  const of = (...paths: string[]) => nameBundle(paths.map((path) => ({ path, blob })))
  expect(of('PC.zip')).toEqual({ kind: 'named', name: 'PC.zip' })
  expect(of('Panther/setupact.log', 'Panther/setuperr.log')).toEqual({
    kind: 'named',
    name: 'Panther',
  })
  expect(of('a.log', 'b.log')).toEqual({ kind: 'files', count: 2 })
})

test('a saved file has a name that every file system takes', () => {
  expect(savedName('PC-0231.zip', 'json')).toBe('PC-0231.setupscope.json')
  expect(savedName('C:\\a/b:c?.cab', 'json')).toBe('b_c_.setupscope.json')
  expect(savedName('.zip', 'json')).toBe('bundle.setupscope.json')
})
