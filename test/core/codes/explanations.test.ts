import { describe, expect, it } from 'vitest'

import { bugCheckExplanations } from '../../../src/core/codes/explanations/bug-checks.ts'
import {
  deviceProblemExplanations,
  driverExplanations,
} from '../../../src/core/codes/explanations/drivers.ts'
import { servicingExplanations } from '../../../src/core/codes/explanations/servicing.ts'
import { setupExplanations } from '../../../src/core/codes/explanations/setup.ts'
import { statusExplanations } from '../../../src/core/codes/explanations/status.ts'
import { win32Explanations } from '../../../src/core/codes/explanations/win32.ts'
import { windowsUpdateExplanations } from '../../../src/core/codes/explanations/windows-update.ts'
import { explainBugCheck } from '../../../src/core/codes/bug-check.ts'
import { formatCode } from '../../../src/core/codes/code-value.ts'
import type { CodeHint } from '../../../src/core/codes/look-up.ts'
import { lookUp } from '../../../src/core/codes/look-up.ts'
import { explainTerm, knownTerms } from '../../../src/core/codes/terms.ts'

const lists: readonly {
  id: string
  rows: readonly (readonly [number, string, string])[]
  families: readonly string[]
  hint?: CodeHint
}[] = [
  { id: 'win32', rows: win32Explanations, families: ['win32'] },
  { id: 'servicing', rows: servicingExplanations, families: ['cbs'] },
  { id: 'drivers', rows: driverExplanations, families: ['spapi'] },
  { id: 'setup', rows: setupExplanations, families: ['mosetup', 'setup', 'wim'] },
  {
    id: 'windows-update',
    rows: windowsUpdateExplanations,
    families: ['windows-update', 'hresult'],
  },
  { id: 'status', rows: statusExplanations, families: ['ntstatus', 'hresult'] },
  {
    id: 'problems',
    rows: deviceProblemExplanations,
    families: ['cm-prob'],
    hint: { family: 'cm-prob' },
  },
  {
    id: 'bug-checks',
    rows: bugCheckExplanations,
    families: ['bugcheck'],
    hint: { family: 'bugcheck' },
  },
]

/** Families whose codes have no published names. */
const NAMELESS = new Set(['setup', 'wim'])

describe.each(lists)('explanations of $id', ({ rows, families, hint }) => {
  it.each(rows.map(([code, en, zh]) => ({ hex: formatCode(code), code, en, zh })))(
    '$hex',
    ({ code, en, zh }) => {
      const found = lookUp(code, hint)
      expect(families).toContain(found.family)
      expect(found.text).toEqual({ en, zh })
      if (!NAMELESS.has(found.family) && code !== 0x80190001) expect(found.name).not.toBeNull()
      expect(en).toMatch(/^[A-Z].*\.$/)
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/)
      // Chinese sentences take Chinese punctuation.
      expect(zh).not.toMatch(/[\u4e00-\u9fff][,;:?!]/)
    },
  )
})

it('every code that the cases meet is explained', () => {
  const met = [
    0x3, 0x8007045b, 0x8030000c, 0x800703f1, 0xc1900101, 0xc0000005, 0x8007000d, 0x80070070,
    0xc19001df, 0x800f081f, 0x800f0922, 0x80004005, 0x80070002, 0x80070003, 0x80070005, 0xc1900107,
    0xc1900108, 0xc1900200, 0x800704c7, 0x800704d3, 0xe0000247, 0x80070020, 0x80073701, 0x800f0831,
    0x800f0805, 0x800f0900, 0x80073712, 0xc142011c, 0xe0000228, 0xe000020e, 0x80070490, 0x8007007e,
  ]
  expect(met.filter((code) => lookUp(code).text === null).map(formatCode)).toEqual([])
  expect(explainBugCheck(0x7e).text).not.toBeNull()
  expect(explainBugCheck(0x0a).text).not.toBeNull()
})

describe('explainTerm', () => {
  it.each(knownTerms())('%s', (term) => {
    const meaning = explainTerm(term)
    expect(meaning?.en).toMatch(/^[A-Z].*\.$/)
    expect(meaning?.zh).toMatch(/[\u4e00-\u9fff].*。$/)
  })

  it('takes the spellings of different logs', () => {
    expect(explainTerm('SafeOS')).toEqual(explainTerm('Safe OS'))
    expect(explainTerm('auditsystem')?.kind).toBe('configuration-pass')
    expect(explainTerm('InstallPending')?.kind).toBe('package-state')
  })

  it('reads flags together', () => {
    const both = explainTerm('CbsExecuteStateStageDrivers | CbsExecuteStateFlagRollback')
    expect(both?.kind).toBe('execute-state')
    expect(both?.en).toContain('staged')
    expect(both?.en).toContain('rolled back')
  })

  it('is null for a name it does not know', () => {
    expect(explainTerm('CbsExecuteStateSomethingNew')).toBeNull()
  })
})
