import { describe, expect, test } from 'vitest'

import { texts } from '../../src/app/i18n/catalogue.ts'
import { fillText } from '../../src/app/i18n/fill.ts'
import {
  formatBytes,
  formatDuration,
  formatOffset,
  formatWallDate,
  formatWallTime,
} from '../../src/app/i18n/formats.ts'
import { chooseLanguage } from '../../src/app/i18n/language.ts'

const slots = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort()

describe('the catalogue', () => {
  test('says the same in both languages', () => {
    expect([...texts.zh.keys()].sort()).toEqual([...texts.en.keys()].sort())
  })

  test('names the same values in both', () => {
    for (const [key, text] of texts.en) {
      expect(slots(texts.zh.get(key) ?? ''), key).toEqual(slots(text))
    }
  })

  test('has no empty text and no stray space at an end', () => {
    for (const language of ['en', 'zh'] as const) {
      for (const [key, text] of texts[language]) {
        expect(text.trim(), `${language} ${key}`).toBe(text)
        expect(text, `${language} ${key}`).not.toBe('')
      }
    }
  })
})

describe('filling', () => {
  test('puts numbers as their reader writes them', () => {
    expect(fillText('{n} lines', { n: 12345 }, 'en')).toBe('12,345 lines')
  })

  test('chooses the word by the number', () => {
    const text = '{n} {n|file was|files were} added'
    expect(fillText(text, { n: 1 }, 'en')).toBe('1 file was added')
    expect(fillText(text, { n: 0 }, 'en')).toBe('0 files were added')
  })

  test('leaves what is not given in sight', () => {
    expect(fillText('{path} is empty', {}, 'en')).toBe('{path} is empty')
  })

  test('does not fill what a value holds', () => {
    expect(fillText('{path} is empty', { path: '{path}.log' }, 'en')).toBe('{path}.log is empty')
  })
})

describe('formats', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [48_211_004, '46 MB'],
    [1_288_490_189, '1.2 GB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text)
  })

  test.each([
    [40, '40 ms', '40 毫秒'],
    [192_000, '3 min 12 s', '3 分 12 秒'],
    [7_200_000, '2 h', '2 小时'],
    [90_061_000, '1 d 1 h', '1 天 1 小时'],
  ])('%d ms', (ms, en, zh) => {
    expect(formatDuration(ms, 'en')).toBe(en)
    expect(formatDuration(ms, 'zh')).toBe(zh)
  })

  test.each([
    [480, 'UTC+08:00'],
    [-210, 'UTC-03:30'],
    [0, 'UTC'],
  ])('an offset of %d min', (minutes, text) => {
    expect(formatOffset(minutes)).toBe(text)
  })

  test('a moment on the clock of the log', () => {
    const utc = Date.UTC(2022, 9, 10, 23, 33, 51)
    expect(formatWallDate(utc, 480)).toBe('2022-10-11')
    expect(formatWallTime(utc, 480)).toBe('07:33:51')
    expect(formatWallTime(NaN, 480)).toBe('')
  })
})

describe('the language at start', () => {
  test('is the one asked for, before the one remembered, before the browser’s', () => {
    expect(chooseLanguage('?lang=zh', 'en', ['en-US'])).toBe('zh')
    expect(chooseLanguage('', 'zh', ['en-US'])).toBe('zh')
    expect(chooseLanguage('', null, ['de', 'zh-Hans-CN', 'en'])).toBe('zh')
    expect(chooseLanguage('?lang=fr', 'fr', ['de'])).toBe('en')
  })
})
