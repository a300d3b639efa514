import { describe, expect, it } from 'vitest'

import { baseBugCheck, explainBugCheck } from '../../../src/core/codes/bug-check.ts'

describe('explainBugCheck', () => {
  it('0xA: a null pointer plus 0x48, written at DISPATCH_LEVEL', () => {
    const meaning = explainBugCheck(0xa, [0x48n, 2n, 1n, 0xfffff8071e81e643n])
    expect(meaning.name).toBe('IRQL_NOT_LESS_OR_EQUAL')
    expect(meaning.parameters?.map(({ position, value }) => [position, value])).toEqual([
      [1, 0x48n],
      [2, 2n],
      [3, 1n],
      [4, 0xfffff8071e81e643n],
    ])
    expect(meaning.parameters?.[2]?.meaning).toEqual({ en: 'write', zh: '写' })
  })

  it('0x7E: exception, address, both records', () => {
    const meaning = explainBugCheck(0x7e, [0xffffffffc0000005n, 1n, 2n, 3n])
    expect(meaning.name).toBe('SYSTEM_THREAD_EXCEPTION_NOT_HANDLED')
    expect(meaning.parameters?.[0]?.label.en).toBe('Exception code')
    expect(meaning.parameters?.[3]?.label.zh).toBe('上下文记录')
  })

  it('maps the M form to its base', () => {
    const meaning = explainBugCheck(0x1000007e, [0xffffffffc0000005n, 1n, 2n, 3n])
    expect(baseBugCheck(0x1000007e)).toBe(0x7e)
    expect(meaning).toMatchObject({ code: 0x1000007e, base: 0x7e })
    expect(meaning.name).toBe('SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M')
    expect(meaning.text).toEqual(explainBugCheck(0x7e).text)
    expect(meaning.parameters).toHaveLength(4)
  })

  it('an M form without a name of its own takes the base name', () => {
    expect(explainBugCheck(0x100000d1).name).toBe('DRIVER_IRQL_NOT_LESS_OR_EQUAL')
  })

  it.each([
    [0x139, [3n, 0n, 0n, 0n], 'list entry'],
    [0x9f, [3n, 1n, 2n, 3n], 'blocked a power request'],
    [0x133, [0n, 0n, 0n, 0n], 'one DPC'],
    [0xd1, [0n, 2n, 8n, 0n], null],
    [0x50, [0n, 0n, 0n, 0n], null],
  ])('bug check %i reads its first parameter', (code, parameters, text) => {
    const first = explainBugCheck(code, parameters).parameters?.[0]
    if (text === null) expect(first?.meaning).toBeNull()
    else expect(first?.meaning?.en).toContain(text)
  })

  it('labels what depends on P1 only where it holds', () => {
    expect(explainBugCheck(0x9f, [3n, 1n, 2n, 3n]).parameters).toHaveLength(4)
    expect(explainBugCheck(0x9f, [4n, 1n, 2n, 3n]).parameters).toHaveLength(1)
  })

  it('shows the bare parameters of a bug check it has no layout for', () => {
    const meaning = explainBugCheck(0x124, [0n, 1n, 2n, 3n])
    expect(meaning.parameters?.map(({ label }) => label.en)).toEqual([
      'Parameter 1',
      'Parameter 2',
      'Parameter 3',
      'Parameter 4',
    ])
  })

  it('has no parameters where none were given', () => {
    expect(explainBugCheck(0x7e).parameters).toBeNull()
    expect(explainBugCheck(0xabcdef).name).toBeNull()
  })
})
