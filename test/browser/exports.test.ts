/** What leaves the page by its user's hand: pictures that show something, and the analysis as JSON. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'

import type { Analysis } from '../../src/core/model/analysis.ts'
import { dropPaths } from './support/open-page.ts'
import type { OpenPage } from './support/open-page.ts'
import { BUILDS, coloursOf, expectQuiet, settled } from './support/workbench.ts'

describe.each(BUILDS)('%s', (_, open) => {
  let opened: OpenPage
  let page: Page

  beforeAll(async () => {
    opened = await open()
    page = opened.page
    const zip = new URL('../../public/samples/upgrade-rollback-bugcheck.zip', import.meta.url)
    await dropPaths(page, [fileURLToPath(zip)])
    expect(await settled(page)).toBe('ready')
  })

  afterAll(() => opened.close())

  async function exported(item: string): Promise<{ name: string; bytes: Buffer }> {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
    const download = await waiting
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }

  test('the PNG image is no blank picture', async () => {
    const { name, bytes } = await exported('PNG image')
    expect(name).toMatch(/\.png$/)
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]))
    const { width, height, colours } = await coloursOf(page, bytes, 'image/png')
    expect(Math.min(width, height)).toBeGreaterThan(200)
    expect(colours).toBeGreaterThan(20)
  })

  test('the SVG image stands alone: drawn, titled, with nothing to load', async () => {
    const { name, bytes } = await exported('SVG image')
    expect(name).toMatch(/\.svg$/)
    const text = bytes.toString('utf8')
    expect(text).toMatch(/^<svg |^<\?xml/)
    expect(text).toContain('lwfmgr.sys')
    expect(text).not.toMatch(/<script|<foreignObject|\bhref="(?!#)/)
    const { colours } = await coloursOf(page, bytes, 'image/svg+xml')
    expect(colours).toBeGreaterThan(20)
  })

  test('the JSON is the analysis', async () => {
    const { name, bytes } = await exported('JSON')
    expect(name).toMatch(/\.json$/)
    const analysis = JSON.parse(bytes.toString('utf8')) as Analysis
    expect(analysis).toMatchObject({ format: 'setupscope-analysis', version: 1 })
    expect(analysis.verdict).toMatchObject({
      failed: true,
      result: '0xC1900101',
      extend: '0x40017',
    })
    expect(analysis.entries).toHaveLength(6)
  })

  test('nothing went over the network', () => {
    expectQuiet(opened)
  })
})
