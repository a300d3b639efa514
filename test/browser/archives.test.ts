/**
 * Archives that are no zip: their reader is loaded when one is met and not before, unpacks in a worker under the page's own
 * policy, asks for passwords, and can be stopped.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { ARCHIVE_PASSWORD } from '../support/archive-texts.ts'
import { rar5 } from '../support/rar-bytes.ts'
import { sampleCab } from '../support/sample-cab.ts'
import { bytesOf, zipBytes } from '../support/zip-bytes.ts'
import { dropFiles } from './support/open-page.ts'
import { BUILDS, expectQuiet, sentence, settled, switchLanguage } from './support/workbench.ts'

const made = (name: string): Uint8Array =>
  readFileSync(new URL(`../fixtures/archives/${name}`, import.meta.url))

const GOOD = readFileSync(
  new URL('../../public/samples/update-driver-staging.zip', import.meta.url),
)
const CBS = '2023-05-22 13:15:37, Info                  CBS    Starting TrustedInstaller.\r\n'

/** Of the hosted page: the single file has all inside, and runs it no earlier. */
const PROGRAM = /\/7zz-[^/]*\.js$/

describe.each(BUILDS)('%s', (name, open) => {
  const isHosted = name === 'the hosted page'

  test('opens a 7z, and loads what unpacks it only then', async () => {
    const opened = await open()
    const { page } = opened
    const loaded: string[] = []
    page.on('request', (request) => {
      if (PROGRAM.test(request.url())) loaded.push(request.url())
    })
    await dropFiles(page, [
      { name: 'plain.zip', content: zipBytes([{ name: 'CBS.log', content: CBS.repeat(50) }]) },
    ])
    await page.locator('html[data-analysis="ready"]').waitFor({ state: 'attached' })
    expect(loaded).toEqual([])

    await dropFiles(page, [{ name: 'logs.7z', content: made('lzma2.7z') }])
    await page.getByRole('button', { name: 'Add to this session' }).click()
    await expect.poll(() => wordsOn(page)).toContain('setupact.log')
    expect(await wordsOn(page)).toContain('安装失败.log')
    expect(loaded).toHaveLength(isHosted ? 1 : 0)
    expectQuiet(opened)
    await opened.close()
  })

  test('opens a cab inside a zip', async () => {
    const opened = await open()
    const { page } = opened
    const cab = sampleCab('CbsPersist_20230522.log', bytesOf(CBS.repeat(2000)))
    const files = [
      { name: 'CBS/CbsPersist_20230522.cab', content: cab },
      { name: 'CBS/CBS.log', content: CBS.repeat(40) },
    ]
    await dropFiles(page, [{ name: 'case.zip', content: zipBytes(files) }])
    expect(await settled(page)).toBe('ready')
    expect(await wordsOn(page)).toContain('CbsPersist_20230522.log')
    expectQuiet(opened)
    await opened.close()
  })

  test.each(['secret.7z', 'secret-names.7z'])('asks for the password of %s', async (archive) => {
    const opened = await open()
    const { page } = opened
    await dropFiles(page, [{ name: archive, content: made(archive) }])
    expect(await settled(page)).toBe('refused')
    const password = page.getByLabel(`Password for ${archive}`)
    await password.fill('wrong')
    await page.getByRole('button', { name: 'Unlock' }).click()
    const alert = page.getByRole('alert').filter({ hasText: `does not open ${archive}` })
    await alert.first().waitFor()
    await password.fill(ARCHIVE_PASSWORD)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.locator('html[data-analysis="ready"]').waitFor({ state: 'attached' })
    expect(await wordsOn(page)).toContain('setupact.log')
    expectQuiet(opened)
    await opened.close()
  })

  test('names the part that is missing, in both languages', async () => {
    const opened = await open()
    const { page } = opened
    await dropFiles(page, [{ name: 'parts.7z.001', content: made('parts.7z.001') }])
    expect(await settled(page)).toBe('refused')
    expect(await wordsOn(page)).toMatch(/part of the split archive parts\.7z was not dropped/)
    expect(await wordsOn(page)).toContain('parts.7z.002')
    await switchLanguage(page, 'zh')
    expect(await wordsOn(page)).toMatch(/分卷压缩包 parts\.7z 缺少一个分卷/)
    await switchLanguage(page, 'en')
    const names = ['parts.7z.001', 'parts.7z.002', 'parts.7z.003']
    await dropFiles(
      page,
      names.map((part) => ({ name: part, content: made(part) })),
    )
    await page.locator('html[data-analysis="ready"]').waitFor({ state: 'attached' })
    expect(await wordsOn(page)).toContain('setupact.log')
    expectQuiet(opened)
    await opened.close()
  })

  test('stops unpacking at once', async () => {
    const opened = await open()
    const { page } = opened
    // Deriving its key takes 2^24 rounds, in which nothing else can be done.
    const slow = rar5([{ name: 'CBS.log', content: CBS }], {
      password: 'x',
      hidesNames: true,
      saidRounds: 24,
    })
    await dropFiles(page, [{ name: 'slow.rar', content: slow }])
    expect(await settled(page)).toBe('refused')
    await page.getByLabel('Password for slow.rar').fill('x')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText('Unpacking an archive').waitFor()
    expect(await wordsOn(page)).toContain('slow.rar')
    const started = Date.now()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(0)
    expect(Date.now() - started).toBeLessThan(5000)

    await dropFiles(page, [{ name: 'good.zip', content: GOOD }])
    await page.locator('html[data-analysis="ready"]').waitFor({ state: 'attached' })
    expect(await sentence(page)).toMatch(/KB5015811 rolled back/)
    expectQuiet(opened)
    await opened.close()
  })
})

/** Everything that is to be seen on the page without opening anything. */
async function wordsOn(page: Page): Promise<string> {
  return (await page.locator('body').innerText()).replace(/\s+/g, ' ')
}
