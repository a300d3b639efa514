import { describe, expect, test } from 'vitest'

import { nameTable } from '../../src/core/codes/name-table.ts'
import { hresults } from '../../src/core/codes/tables/hresult.ts'
import { ntstatuses } from '../../src/core/codes/tables/ntstatus.ts'
import { win32SystemErrors } from '../../src/core/codes/tables/win32.ts'
import { namedCode, servicingCode, servicingNames } from '../../src/core/formats/cbs/named-codes.ts'

describe('names of servicing', () => {
  test('have the numbers of the full tables', () => {
    const known = new Set(
      [win32SystemErrors, ntstatuses, hresults].flatMap((table) =>
        nameTable(table)
          .entries()
          .map(([value, name]) => `${name} ${value.toString(16)}`),
      ),
    )
    const own = nameTable(servicingNames).entries()
    expect(own.length).toBeGreaterThan(150)
    const wrong = own.map(([value, name]) => `${name} ${value.toString(16)}`)
    expect(wrong.filter((one) => !known.has(one))).toEqual([])
  })

  test.each([
    ['Error NTSTATUS_FROM_WIN32(ERROR_INVALID_DATA) originated in function X', 0xc007000d],
    ['HRESULT_FROM_WIN32(1058)', 0x80070422],
    ['HRESULT_FROM_WIN32(ERROR_SXS_COMPONENT_STORE_CORRUPT)', 0x80073712],
    ['(F) STATUS_OBJECT_NAME_NOT_FOUND #2127821# from X[gle=0xd0000034]', 0xc0000034],
    ['on file x.dll with NTSTATUS -1073283059. Matching Component', 0xc007000d],
    ['Completion status: E_FAIL ', 0x80004005],
    ['NTSTATUS_FROM_WIN32(ERROR_OF_NO_TABLE) and STATUS_ACCESS_DENIED', 0],
    ['Attempting to mark store corrupt[gle=0x80004005]', 0],
    ['ERROR: nothing', 0],
  ])('%s', (text, code) => expect(namedCode(text)).toBe(code))

  test('a number in the line is surer than a name', () => {
    const bytes = new TextEncoder().encode('Failed STATUS_ACCESS_DENIED, hr = 0x80070005')
    expect(servicingCode(bytes, 0, bytes.length)).toBe(0x80070005)
  })
})
