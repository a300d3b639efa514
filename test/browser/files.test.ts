/** The region "Files": the tree walked by keyboard, sorted, filtered; an encoding chosen; a picture looked at and pinned. */
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright-core'

import { zipBytes } from '../support/zip-bytes.ts'
import { dropFiles } from './support/open-page.ts'
import type { OpenPage } from './support/open-page.ts'
import { BUILDS, expectQuiet, plain, region, settled } from './support/workbench.ts'

const INFO = '2023-06-26 08:02:32, Info                  CBS    Exec: Processing started.\r\n'
const ERROR = '2023-06-26 08:02:33, Error                 CBS    Failed. [HRESULT = 0x80070002]\r\n'
/** 驱动程序安装失败 in GB18030. */
const CHINESE = Buffer.from('c7fdb6afb3ccd0f2b0b2d7b0caa7b0dc0d0a'.repeat(40), 'hex')

const BUNDLE = zipBytes([
  { name: 'Logs/CBS/CBS.log', content: `${INFO.repeat(60)}${ERROR.repeat(3)}` },
  { name: 'Logs/CBS/notes of a visit.txt', content: CHINESE },
  { name: 'Logs/DISM/CBS-2.log', content: `${INFO.repeat(5)}${ERROR}` },
  { name: 'old.zip', content: zipBytes([{ name: 'CbsPersist.log', content: INFO.repeat(9) }]) },
  { name: 'hollow.log', content: '' },
  { name: 'screen.png', content: picture(64, 40) },
])

function tree(page: Page): Locator {
  return region(page, 'Files').getByRole('treegrid')
}

/** What the rows in view are called, each with its level. */
async function rows(page: Page): Promise<string[]> {
  const shown = tree(page).locator('[data-row]')
  return shown.evaluateAll((elements) =>
    elements
      .sort((a, b) => Number(a.ariaRowIndex) - Number(b.ariaRowIndex))
      .map((row) => `${row.ariaLevel} ${row.ariaLabel?.split(',')[0]}`),
  )
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.ariaLabel?.split(',')[0] ?? '')
}

async function press(page: Page, ...keys: readonly string[]): Promise<string> {
  for (const key of keys) await page.keyboard.press(key)
  return focused(page)
}

function row(page: Page, name: string): Locator {
  return tree(page).locator(`[data-row][aria-label^="${name},"]`)
}

const ALL = [
  '1 Logs',
  '2 CBS',
  '3 CBS.log',
  '3 notes of a visit.txt',
  '2 DISM',
  '3 CBS-2.log',
  '1 old.zip',
  '2 CbsPersist.log',
  '1 hollow.log',
  '1 screen.png',
]

describe.each(BUILDS)('%s', (_, open) => {
  let opened: OpenPage
  let page: Page
  beforeAll(async () => {
    opened = await open()
    page = opened.page
    await dropFiles(page, [{ name: 'case.zip', content: BUNDLE }])
    expect(await settled(page)).toBe('ready')
  })
  afterAll(() => opened.close())

  test('shows folders and archives as they came, and what was not read with why', async () => {
    expect(await rows(page)).toEqual(ALL)
    expect(plain(await row(page, 'Logs').textContent())).toMatch(/3 files/)
    expect(plain(await row(page, 'CBS.log').textContent())).toMatch(/✕3.*/)
    expect(plain(await row(page, 'hollow.log').textContent())).toMatch(/not read: empty/)
  })

  test('is walked by keyboard', async () => {
    await row(page, 'Logs').focus()
    expect(await press(page, 'ArrowDown')).toBe('CBS')
    expect(await press(page, 'ArrowLeft')).toBe('CBS')
    expect(await row(page, 'CBS').getAttribute('aria-expanded')).toBe('false')
    expect(await rows(page)).not.toContain('3 CBS.log')
    expect(await press(page, 'ArrowDown')).toBe('DISM')
    expect(await press(page, 'ArrowUp', 'ArrowRight', 'ArrowRight')).toBe('CBS.log')
    expect(await press(page, 'End')).toBe('screen.png')
    expect(await press(page, 'Home')).toBe('Logs')
    expect(await press(page, 'c', 'b', 's', 'p')).toBe('CbsPersist.log')
    expect(await press(page, 'ArrowLeft')).toBe('old.zip')
    expect(await rows(page)).toEqual(ALL)
    // Only one row is a stop of the tab key.
    expect(await tree(page).locator('[data-row][tabindex="0"]').count()).toBe(1)
  })

  test('Enter shows a file in the log, and the focus stays', async () => {
    await row(page, 'CbsPersist.log').focus()
    await press(page, 'Enter')
    const file = region(page, 'Log').getByLabel('Log file')
    await expect.poll(() => file.inputValue()).toBe('old.zip!/CbsPersist.log')
    expect(await focused(page)).toBe('CbsPersist.log')
    expect(await row(page, 'CbsPersist.log').getAttribute('aria-selected')).toBe('true')
  })

  test('is sorted, and as a flat list', async () => {
    const files = region(page, 'Files')
    await files.getByRole('button', { name: 'Flat list' }).click()
    await files.getByLabel('Sort by').selectOption('errors')
    expect((await rows(page)).slice(0, 2)).toEqual(['1 CBS.log', '1 CBS-2.log'])
    await files.getByRole('button', { name: 'Descending' }).click()
    expect((await rows(page)).slice(-2)).toEqual(['1 CBS-2.log', '1 CBS.log'])
    await files.getByLabel('Sort by').selectOption('name')
    await files.getByRole('button', { name: 'Flat list' }).click()
    expect(await rows(page)).toEqual(ALL)
  })

  test('is filtered by words, by errors, by problems', async () => {
    const files = region(page, 'Files')
    await files.getByLabel('Filter files').fill('gb18030')
    await expect.poll(() => rows(page)).toEqual(['1 Logs', '2 CBS', '3 notes of a visit.txt'])
    await files.getByLabel('Filter files').fill('')
    await files.getByRole('button', { name: 'Errors' }).click()
    await expect.poll(() => rows(page)).toHaveLength(5)
    expect(await files.getByRole('status').first().textContent()).toMatch(/2 of 6/)
    await files.getByRole('button', { name: 'Errors' }).click()
    await files.getByRole('button', { name: 'Problems' }).click()
    await expect.poll(() => rows(page)).toContain('1 hollow.log')
    await files.getByRole('button', { name: 'Problems' }).click()
    await expect.poll(() => rows(page)).toEqual(ALL)
  })

  test('a file is read again in the encoding that is chosen, and by evidence again', async () => {
    await row(page, 'notes of a visit.txt').focus()
    await press(page, 'Enter', ' ')
    const log = region(page, 'Log')
    const shows = (text: string) =>
      expect.poll(async () => plain(await log.textContent())).toContain(text)
    await shows('驱动程序安装失败')
    const choice = region(page, 'Files').getByLabel(/^Encoding of/)
    expect(plain(await choice.locator('option').first().textContent())).toMatch(
      /by evidence: GB18030, \d+ %/,
    )
    await choice.selectOption('windows-1252')
    await shows('Çý¶¯')
    expect(await choice.inputValue()).toBe('windows-1252')
    await choice.selectOption('')
    await shows('驱动程序安装失败')
    await row(page, 'notes of a visit.txt').focus()
    await press(page, 'ArrowLeft')
  })

  test('in a pane that fills the window every fact has a column, sorted by its head', async () => {
    await page.getByRole('button', { name: 'Let “Verdict” fill the window' }).click()
    const heads = tree(page).getByRole('columnheader')
    await expect.poll(() => heads.count()).toBe(10)
    await heads.filter({ hasText: 'Size' }).getByRole('button').click()
    const size = heads.filter({ hasText: 'Size' })
    expect(await size.getAttribute('aria-sort')).toBe('descending')
    expect((await rows(page))[0]).toBe('1 Logs')
    await heads.filter({ hasText: 'Name' }).getByRole('button').click()
    // A file that is opened has to be seen.
    await row(page, 'CBS.log').click()
    await expect.poll(() => region(page, 'Log').isVisible()).toBe(true)
  })

  test('a picture is shown, and pinned to the time of a line', async () => {
    const log = region(page, 'Log')
    await log.getByRole('button', { name: /^Next error/ }).click()
    await log.locator('[aria-current="true"]').waitFor()
    await row(page, 'screen.png').click()
    const image = log.getByRole('img', { name: 'screen.png' })
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
      .toBe(64)
    await log.getByRole('button', { name: /^Pin to CBS\.log:6\d \(08:02:33\)/ }).click()
    await expect.poll(() => log.getByLabel('Pinned to').inputValue()).toBe('2023-06-26T08:02:33')
    await region(page, 'Timeline').getByText('Pinned').first().waitFor()
    await log.getByRole('button', { name: 'Take off' }).click()
    await expect.poll(() => region(page, 'Timeline').getByText('Pinned').count()).toBe(0)
  })

  test('nothing of it asked the network', () => expectQuiet(opened))
})

/** A picture of two colours. */
function picture(width: number, height: number): Buffer {
  const line = Buffer.from([0, ...Array.from({ length: width * 3 }, (_, at) => (at % 2) * 200)])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
