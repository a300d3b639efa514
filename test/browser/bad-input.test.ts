/**
 * What people drop by mistake, and what arrives broken: each is told in its own sentence that names the file, in both
 * languages, and the page stays usable.
 */
import { readFileSync } from 'node:fs'
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js'
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'

import { zipBytes } from '../support/zip-bytes.ts'
import { dropFiles } from './support/open-page.ts'
import type { DroppedFile } from './support/open-page.ts'
import { BUILDS, expectQuiet, sentence, settled, switchLanguage } from './support/workbench.ts'

const LINE = '2023-06-26 08:02:32, Info                  SP     Executing operation: Ordinary\r\n'
const GOOD = readFileSync(
  new URL('../../public/samples/update-driver-staging.zip', import.meta.url),
)
const PICTURE = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
  ...Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251),
])

interface Bad {
  readonly what: string
  readonly files: readonly DroppedFile[]
  /** Where there is anything to look at, the page opens it and says what it lacks. */
  readonly ends: 'ready' | 'refused'
  readonly english: RegExp
  readonly chinese: RegExp
}

const BAD: readonly Bad[] = [
  {
    what: 'a file that only claims to be a zip',
    files: [{ name: 'logs.zip', content: 'This is a note that somebody renamed.' }],
    ends: 'refused',
    english: /logs\.zip is not an archive/,
    chinese: /logs\.zip 不是压缩包/,
  },
  {
    what: 'a picture',
    files: [{ name: 'picture.png', content: PICTURE }],
    ends: 'ready',
    english: /picture\.png (is not|holds no)/,
    chinese: /picture\.png (不是|中没有)/,
  },
  {
    what: 'an empty zip',
    files: [{ name: 'hollow.zip', content: zipBytes([]) }],
    ends: 'refused',
    english: /hollow\.zip (is empty|holds no)/,
    chinese: /hollow\.zip (是空文件|中没有)/,
  },
  {
    what: 'a zip with no log',
    files: [
      {
        name: 'holiday.zip',
        content: zipBytes([
          { name: 'list.txt', content: 'tent, shoes' },
          { name: 'beach.png', content: PICTURE },
        ]),
      },
    ],
    ends: 'ready',
    english: /holiday\.zip holds no Windows setup, update or driver logs/,
    chinese: /holiday\.zip 中没有 Windows/,
  },
  {
    what: 'a truncated zip',
    files: [{ name: 'cut.zip', content: GOOD.subarray(0, Math.floor(GOOD.length * 0.6)) }],
    ends: 'ready',
    english: /cut\.zip is cut short/,
    chinese: /cut\.zip 不完整/,
  },
  {
    what: 'a log cut inside a line',
    files: [{ name: 'setupact.log', content: `${LINE.repeat(60)}2023-06-26 08:02:33, Inf` }],
    ends: 'ready',
    english: /setupact\.log is cut short/,
    chinese: /setupact\.log 不完整/,
  },
  {
    what: 'a log with a block of zeros',
    files: [{ name: 'setuperr.log', content: `${LINE.repeat(60)}${'\0'.repeat(4096)}` }],
    ends: 'ready',
    english: /setuperr\.log is damaged/,
    chinese: /setuperr\.log 已损坏/,
  },
  {
    what: 'a file of 0 bytes',
    files: [{ name: 'nothing.log', content: '' }],
    ends: 'refused',
    english: /nothing\.log is empty/,
    chinese: /nothing\.log 是空文件/,
  },
  {
    what: 'two files of the same path',
    files: [
      {
        name: 'twice.zip',
        content: zipBytes([
          { name: 'Panther/setupact.log', content: LINE.repeat(40) },
          { name: 'Panther/setupact.log', content: LINE.repeat(50) },
        ]),
      },
    ],
    ends: 'ready',
    english: /setupact\.log.* occurs twice/,
    chinese: /setupact\.log.* 出现了两次/,
  },
]

describe.each(BUILDS)('%s', (_, open) => {
  test.each(BAD)('$what', async ({ files, ends, english, chinese }) => {
    const opened = await open()
    const { page } = opened
    await dropFiles(page, files)
    expect(await settled(page)).toBe(ends)
    expect(await wordsOn(page)).toMatch(english)
    await switchLanguage(page, 'zh')
    expect(await wordsOn(page)).toMatch(chinese)
    await switchLanguage(page, 'en')
    // Refused or not, the next bundle opens.
    if (ends === 'refused') {
      await dropFiles(page, [{ name: 'good.zip', content: GOOD }])
      await page.locator('html[data-analysis="ready"]').waitFor({ state: 'attached' })
      expect(await sentence(page)).toMatch(/KB5015811 rolled back/)
    }
    expectQuiet(opened)
    await opened.close()
  })

  test('a wrong password is told, and the right one still opens', async () => {
    const opened = await open()
    const { page } = opened
    await dropFiles(page, [{ name: 'secret.zip', content: await encrypted('right') }])
    const password = page.getByLabel('Password for secret.zip')
    await password.fill('wrong')
    await page.getByRole('button', { name: 'Unlock' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'does not open secret.zip' })
    await alert.first().waitFor()
    await switchLanguage(page, 'zh')
    expect(await wordsOn(page)).toMatch(/密码无法打开 secret\.zip/)
    await switchLanguage(page, 'en')
    await password.fill('right')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.locator('html[data-analysis="ready"]').waitFor({ state: 'attached' })
    expect(await wordsOn(page)).toContain('setupact.log')
    expectQuiet(opened)
    await opened.close()
  })
})

/** Everything that is to be seen on the page without opening anything. */
async function wordsOn(page: Page): Promise<string> {
  return (await page.locator('body').innerText()).replace(/\s+/g, ' ')
}

async function encrypted(password: string): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false })
  const content = new TextEncoder().encode(LINE.repeat(80))
  await writer.add('setupact.log', new Uint8ArrayReader(content), { password })
  return writer.close()
}
