import { describe, expect, it } from 'vitest'

import {
  canonicalCode,
  formatCode,
  parseCode,
  parseResultPair,
  sameCode,
  win32Of,
} from '../../../src/core/codes/code-value.ts'

describe('parseCode', () => {
  it.each([
    ['0x800703f1', 0x800703f1],
    ['0X800703F1', 0x800703f1],
    ['800703f1', 0x800703f1],
    ['0x000003f1', 0x3f1],
    ['0x3f1', 0x3f1],
    ['1009', 1009],
    ['result 1009', 1009],
    ['-2146498529', 0x800f081f],
    ['\u22122146498529', 0x800f081f],
    ['2148468767', 0x800f081f],
    ['0xFFFFFFFF800703F1', 0x800703f1],
    ['0xC0000005', 0xc0000005],
    ['80070002', 0x80070002],
    ['00000003', 3],
    ['[HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]', 0x800f081f],
    ['<<<  [Exit status: FAILURE(0x000003f1)]', 0x3f1],
    ['0', 0],
  ])('%s', (text, value) => {
    expect(parseCode(text)?.value).toBe(value)
  })

  it.each(['', 'oposdrv.inf', 'ERROR_BADDB', '0x', '99999999999', '-2147483649', '12:30', '3f1'])(
    'refuses %j',
    (text) => {
      expect(parseCode(text)).toBeNull()
    },
  )

  it('gives one canonical number to the three spellings of a servicing log and a setupapi log', () => {
    const spellings = ['0x800703f1', '0x3f1', '0x000003f1', 'result 1009', '-2147023887']
    expect(new Set(spellings.map((text) => parseCode(text)?.canonical))).toEqual(
      new Set([0x800703f1]),
    )
  })

  it('tells how the code was spelled', () => {
    expect(parseCode('0x3f1')?.spelling).toBe('hex')
    expect(parseCode('result 13')?.spelling).toBe('decimal')
    expect(parseCode('-2146498529')?.spelling).toBe('signed-decimal')
  })
})

describe('parseResultPair', () => {
  it.each([
    '0xC1900101 - 0x40017',
    '0xC1900101-0x40017',
    '0xc1900101 – 0x40017',
    'C1900101-40017',
    'Reporting error event -> [0xC1900101, 0x40017]',
  ])('%s', (text) => {
    expect(parseResultPair(text)).toEqual({ result: 0xc1900101, extend: 0x40017 })
  })

  it('needs both', () => {
    expect(parseResultPair('0xC1900101')).toBeNull()
  })
})

describe('canonicalCode', () => {
  it.each([
    [1009, 0x800703f1],
    [0x800703f1, 0x800703f1],
    [0xc00703f1, 0x800703f1],
    [0xe0000247, 0x800f0247],
    [0xd0000034, 0xc0000034],
    [0xe06d7363, 0xe06d7363],
    [0xc1900101, 0xc1900101],
    [-2146498529, 0x800f081f],
    [0, 0],
  ])('%i -> %i', (value, canonical) => {
    expect(canonicalCode(value)).toBe(canonical)
  })

  it('is its own canonical form', () => {
    for (const value of [3, 0x80070003, 0xe000020b, 0xd0000034, 0xc1900107, 0x1000007e]) {
      expect(canonicalCode(canonicalCode(value))).toBe(canonicalCode(value))
    }
  })
})

it('sameCode sees through spellings and keeps families apart', () => {
  expect(sameCode(0x800703f1, 1009)).toBe(true)
  expect(sameCode(0xe0000247, 0x800f0247)).toBe(true)
  expect(sameCode(0xc0000005, 5)).toBe(false)
  expect(sameCode(0x80070003, 0x80070002)).toBe(false)
})

it('win32Of', () => {
  expect(win32Of(0x800703f1)).toBe(1009)
  expect(win32Of(1009)).toBe(1009)
  expect(win32Of(0)).toBe(0)
  expect(win32Of(0x800f081f)).toBeNull()
})

it('formatCode pads and takes signed numbers', () => {
  expect(formatCode(0x3f1)).toBe('0x000003F1')
  expect(formatCode(-2146498529)).toBe('0x800F081F')
})
