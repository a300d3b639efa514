import { gzipSync } from 'node:zlib'

import { describe, expect, it } from 'vitest'

import { nameTable } from '../../../src/core/codes/name-table.ts'
import { bugChecks } from '../../../src/core/codes/tables/bugcheck.ts'
import { servicingErrors } from '../../../src/core/codes/tables/cbs.ts'
import { deviceProblems } from '../../../src/core/codes/tables/cm-prob.ts'
import { hresults } from '../../../src/core/codes/tables/hresult.ts'
import { modernSetupErrors } from '../../../src/core/codes/tables/mosetup.ts'
import { ntstatuses } from '../../../src/core/codes/tables/ntstatus.ts'
import { supplementaryErrors } from '../../../src/core/codes/tables/supplement.ts'
import { win32SystemErrors } from '../../../src/core/codes/tables/win32.ts'
import { windowsUpdateErrors } from '../../../src/core/codes/tables/windows-update.ts'

const tables = [
  { id: 'win32', text: win32SystemErrors, count: 2743, from: 0, to: 0x3de1 },
  { id: 'hresult', text: hresults, count: 2649, from: 0x30200, to: 0xc03a0028 },
  { id: 'ntstatus', text: ntstatuses, count: 1789, from: 0, to: 0xc03a0018 },
  { id: 'cbs', text: servicingErrors, count: 136, from: 0xf0801, to: 0x800f0995 },
  { id: 'mosetup', text: modernSetupErrors, count: 71, from: 0xc1900100, to: 0xc1900405 },
  { id: 'windows-update', text: windowsUpdateErrors, count: 266, from: 0x240001, to: 0x8024ffff },
  { id: 'bugcheck', text: bugChecks, count: 425, from: 1, to: 0xdeaddead },
  { id: 'cm-prob', text: deviceProblems, count: 57, from: 1, to: 57 },
  { id: 'supplement', text: supplementaryErrors, count: 28, from: 0x80072ee2, to: 0x80d05012 },
]

describe.each(tables)('the table $id', ({ text, count, from, to }) => {
  const entries = nameTable(text).entries()

  it(`holds ${count} names`, () => {
    expect(entries).toHaveLength(count)
    expect(entries[0]?.[0]).toBe(from)
    expect(entries.at(-1)?.[0]).toBe(to)
  })

  it('is ascending, and every name is a constant', () => {
    let last = -1
    for (const [value, name] of entries) {
      expect(value).toBeGreaterThan(last)
      expect(value).toBeLessThanOrEqual(0xffffffff)
      expect(name).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]*)*$/)
      last = value
    }
  })
})

it('all tables together stay under 75 kB compressed', () => {
  const bytes = gzipSync(tables.map(({ text }) => text).join('\n')).length
  expect(bytes).toBeLessThan(75_000)
})

it('nameTable reads runs, prefixes, full names and continuation lines', () => {
  const table = nameTable('\n#8007\n5 @ERROR_ A =E_B\n C\n20 D\n#0001\n0 E\n')
  expect(table.entries()).toEqual([
    [0x80070005, 'ERROR_A'],
    [0x80070006, 'E_B'],
    [0x80070007, 'ERROR_C'],
    [0x80070020, 'ERROR_D'],
    [0x00010000, 'ERROR_E'],
  ])
  expect(table.nameOf(0x80070021)).toBeNull()
})
