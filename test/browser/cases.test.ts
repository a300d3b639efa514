/** The three cases at the page, in both builds: dropped, read, followed into the log, kept, told in two languages. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'

import { preloadDriverPath } from '../support/samples/preload-driver-path.ts'
import { updateDriverStaging } from '../support/samples/update-driver-staging.ts'
import { upgradeRollbackBugcheck } from '../support/samples/upgrade-rollback-bugcheck.ts'
import type { SampleFile } from '../support/sample-zip.ts'
import { dropPaths } from './support/open-page.ts'
import type { OpenPage } from './support/open-page.ts'
import {
  BUILDS,
  expectQuiet,
  plain,
  region,
  sentence,
  settled,
  switchLanguage,
} from './support/workbench.ts'

interface Case {
  readonly name: string
  readonly files: () => readonly SampleFile[]
  readonly english: RegExp
  readonly chinese: RegExp
  /** Headings of the first steps; the last is the outcome. */
  readonly steps: readonly string[]
  /** Lines as the case quotes them that must be among the evidence of the chain. */
  readonly quotes: readonly string[]
}

const CASES: readonly Case[] = [
  {
    name: 'preload-driver-path',
    files: preloadDriverPath,
    english: /Audit mode.*failed.*C:\\DRIVERS\\STORE1.*auditSystem/,
    chinese: /审核模式.*失败.*C:\\DRIVERS\\STORE1/,
    steps: ['Cause'],
    quotes: [
      '在"C:\\DRIVERS\\STORE1"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。',
      'Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]',
    ],
  },
  {
    name: 'upgrade-rollback-bugcheck',
    files: upgradeRollbackBugcheck,
    english: /upgrade.*rolled back.*0x7E.*lwfmgr\.sys/i,
    chinese: /升级.*回滚.*0x7E.*lwfmgr\.sys/,
    steps: ['Cause'],
    quotes: ['SetupHost: Reporting post reboot event -> [0xC1900101, 0x40017]'],
  },
  {
    name: 'update-driver-staging',
    files: updateDriverStaging,
    english: /KB5015811 rolled back.*oposdrv\.inf.*0x800703F1/,
    chinese: /KB5015811 已回滚.*oposdrv\.inf.*0x800703F1/,
    steps: ['Cause', 'Consequence', 'Outcome'],
    quotes: [
      "Failed to create driver package object 'oposdrv.inf_amd64_313106b94d0b5742' in DRIVERS database node.",
      'STAGE index: 7, phase: 1, result 1009, inf: oposdrv.inf',
      'Setting original failure status: 0x800703f1',
    ],
  },
]

describe.each(BUILDS)('%s', (_, open) => {
  describe.each(CASES)('$name', ({ name, files, english, chinese, steps, quotes }) => {
    let opened: OpenPage
    let page: Page

    beforeAll(async () => {
      opened = await open()
      page = opened.page
      const zip = fileURLToPath(new URL(`../../public/samples/${name}.zip`, import.meta.url))
      await dropPaths(page, [zip])
      expect(await settled(page)).toBe('ready')
    })

    afterAll(() => opened.close())

    test('the verdict is the heading of its region', async () => {
      expect(await sentence(page)).toMatch(english)
    })

    test('the chain tells cause, consequences and outcome', async () => {
      const items = chain(page).locator('> li')
      const roles = await items.locator('strong').allTextContents()
      expect(roles.slice(0, steps.length)).toEqual(steps)
      expect(roles.at(-1)).toBe('Outcome')
    })

    test('every link of the evidence shows its line in the log', async () => {
      await unfold(page)
      const links = chain(page).getByRole('list', { name: 'Evidence' }).getByRole('link')
      const names = await links.evaluateAll((all) => all.map((a) => a.getAttribute('aria-label')))
      expect(names.length).toBeGreaterThan(3)
      const followed: string[] = []
      for (const [at, link] of names.entries()) {
        const [, path = '', line = ''] = /^(.+):(\d+)$/.exec(link ?? '') ?? []
        expect(Number(line), String(link)).toBeGreaterThan(0)
        await links.nth(at).click()
        const current = region(page, 'Log').locator('[aria-current="true"]')
        await expect
          .poll(async () => plain(await current.textContent()))
          .toContain(plain(`${line} ${lineOf(files(), path, Number(line)) ?? ''}`))
        followed.push(plain(await current.textContent()))
      }
      for (const quote of quotes) expect(followed.join('\n')).toContain(quote)
    })

    test('the timeline shows the steps, its marks, and paint on its canvas', async () => {
      const timeline = region(page, 'Timeline')
      const count = await chain(page).locator('> li').count()
      const marks = timeline.getByRole('application').getByRole('button', { name: /^step \d/ })
      await expect.poll(() => marks.count()).toBe(count)
      expect(
        await timeline.getByRole('list', { name: 'Timeline marks' }).getByRole('button').count(),
      ).toBeGreaterThan(0)
      const colours = await timeline.locator('canvas').evaluateAll((all) =>
        all.map((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement
          const context = (canvas as HTMLCanvasElement).getContext('2d')
          const pixels = context?.getImageData(0, 0, width, height).data ?? []
          const seen = new Set<string>()
          for (let at = 0; at < pixels.length && seen.size < 50; at += 4) {
            seen.add([pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]].join())
          }
          return seen.size
        }),
      )
      expect(Math.max(...colours)).toBeGreaterThan(5)
    })

    test('what is missing is listed, or nothing is', async () => {
      const listed = await region(page, 'Missing evidence').getByRole('listitem').count()
      if (name === 'upgrade-rollback-bugcheck') expect(listed).toBe(0)
      else expect(listed).toBeGreaterThanOrEqual(3)
    })

    test('the page turns Chinese, and English again', async () => {
      await switchLanguage(page, 'zh')
      expect(await sentence(page)).toMatch(chinese)
      await switchLanguage(page, 'en')
      expect(await sentence(page)).toMatch(english)
    })

    test('it is kept: after a reload it opens again from the sessions', async () => {
      await page.reload()
      await page.locator('html[data-analysis="idle"]').waitFor({ state: 'attached' })
      await page.getByRole('button', { name: 'Sessions' }).click()
      await page
        .getByRole('button', { name: `Open ${name}.zip` })
        .last()
        .click()
      expect(await settled(page)).toBe('ready')
      expect(await sentence(page)).toMatch(english)
      // The text is kept as well: a link leads to its line as before.
      await unfold(page)
      await chain(page).getByRole('link').first().click()
      await expect.poll(() => region(page, 'Log').locator('[aria-current="true"]').count()).toBe(1)
    })

    test('all of it without a request, a breach of the policy or an error', () => {
      expectQuiet(opened)
    })
  })

  test('the samples of the first screen are the same bundles', async () => {
    const opened = await open()
    const { page } = opened
    await page.getByRole('button', { name: /driver cannot be staged/ }).click()
    expect(await settled(page)).toBe('ready')
    expect(await sentence(page)).toMatch(/KB5015811 rolled back/)
    expectQuiet(opened)
    await opened.close()
  })
})

test('dist/samples offers the same files for download', () => {
  for (const { name } of CASES) {
    const offered = readFileSync(new URL(`../../dist/samples/${name}.zip`, import.meta.url))
    const own = readFileSync(new URL(`../../public/samples/${name}.zip`, import.meta.url))
    expect(offered.equals(own)).toBe(true)
  }
})

function chain(page: Page): ReturnType<Page['locator']> {
  return region(page, 'Verdict').getByRole('list', { name: 'What happened, in order' })
}

/** Long lists of evidence are folded behind a button. */
async function unfold(page: Page): Promise<void> {
  const more = chain(page).getByRole('button', { name: /more line/ })
  while ((await more.count()) > 0) await more.first().click()
}

/** The line of a text file of the bundle; undefined for what the page renders itself (a dump's header). */
function lineOf(files: readonly SampleFile[], path: string, line: number): string | undefined {
  const file = files.find((one) => one.path === path)
  if (file === undefined || /\.dmp$/i.test(path)) return undefined
  return new TextDecoder().decode(file.bytes).split(/\r\n|\n/)[line - 1]
}
