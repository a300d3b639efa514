import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { problemDetails } from '../src/app/i18n/catalogue/problem-details.ts'
import { problems } from '../src/app/i18n/catalogue/problems.ts'
import { inChinese, wordings } from '../src/app/i18n/core-words.ts'
import { detailsIn } from './support/problem-details.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CODES = new Set(Object.keys(problems.en).filter((key) => !/_(do|why)$/.test(key)))
const known = wordings(problemDetails)

describe('what core says of a problem', () => {
  const said = ['src/core', 'src/cli', 'src/app', 'workers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .flatMap((name) => {
        const path = join(folder, name)
        return detailsIn(path, readFileSync(join(ROOT, path), 'utf8'), CODES)
      }),
  )

  test('is found in its source', () => {
    expect(said.length).toBeGreaterThan(80)
  })

  test('has its Chinese', () => {
    const missing = said
      // The words of somebody else alone: there is nothing to translate.
      .filter(({ text }) => text !== '{}')
      .filter(({ text }) => {
        // What a function adds at the end may be nothing.
        const ways = [text, text.replace(/(?<=\w)\{\}$/, '')]
        return ways.every((way) => inChinese(way.replaceAll('{}', '7'), known) === null)
      })
    expect(missing.map(({ path, line, text }) => `${path}:${line}: ${text}`)).toEqual([])
  })
})

describe('a sentence', () => {
  const chinese = (text: string) => inChinese(text, known)

  test('is said with its values, whatever their order', () => {
    expect(chinese('it ends after 12 bytes, the archive says 40')).toBe(
      '在 12 字节处结束，压缩包记录为 40 字节',
    )
    expect(chinese('a.log ends after 12 of its 40 bytes')).toBe(
      'a.log 应有 40 字节，在 12 字节处结束',
    )
    expect(chinese('The dump states a size of 9 bytes, the file has 4.')).toMatch(/^转储记录的大小/)
  })

  test('is said with the sentences in it', () => {
    expect(
      chinese(
        'its directory is missing; 3 files were found by their own headers; 5 bytes between them are damaged',
      ),
    ).toBe('目录缺失；按各文件自身的文件头找到 3 个文件；其间 5 字节已损坏')
  })

  test('that is more exact comes before one that is less so', () => {
    expect(chinese('cab archive, not opened')).toBe('cab 压缩包，未打开')
  })

  test('that nobody has said stays as it is', () => {
    expect(chinese('The network path was not found.')).toBeNull()
  })

  test('takes no longer where its value is made to look like it', () => {
    const long = 'it ends after '.repeat(20_000)
    expect(chinese(`it ends after ${long} bytes`)).toContain('it ends after')
  })
})

test('every Chinese sentence names each value of the English one', () => {
  for (const [core, zh] of problemDetails) {
    const count = core.split('{}').length - 1
    const named = [...new Set([...zh.matchAll(/\{(\d)\}/g)].map(([, number]) => number))].sort()
    expect(named, core).toEqual(Array.from({ length: count }, (_, at) => String(at + 1)))
  }
})
