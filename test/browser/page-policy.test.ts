import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

import type { OpenPage } from './support/open-page.ts'
import { openHosted, openOffline } from './support/open-page.ts'
import { region, settled } from './support/workbench.ts'

const BUILDS: readonly (readonly [name: string, open: () => Promise<OpenPage>])[] = [
  ['the hosted page', () => openHosted()],
  ['the single file from disk', () => openOffline({ from: 'disk' })],
  ['the single file from a server', () => openOffline({ from: 'server' })],
]

test.each(BUILDS)('%s starts without a foreign request, a breach or an error', async (_, open) => {
  const { page, requests, violations, errors, close } = await open()
  await page.locator('#app > *').first().waitFor()
  await page.waitForLoadState('networkidle')
  expect({ requests, violations, errors }).toEqual({ requests: [], violations: [], errors: [] })
  expect(await page.locator('html').getAttribute('data-analysis')).toBe('idle')
  await close()
})

// The guard is seen to bite here, so that silence in every other test means something.
test.each(BUILDS)(
  '%s may not reach the network by any way that a policy covers',
  async (_, open) => {
    const { page, violations, close } = await open()
    await page.evaluate(() => {
      const nowhere = 'http://localhost:9/'
      fetch(nowhere).catch(() => undefined)
      new Image().src = nowhere
      navigator.sendBeacon(nowhere)
      const form = document.body.appendChild(document.createElement('form'))
      form.action = nowhere
      form.submit()
      const frame = document.body.appendChild(document.createElement('iframe'))
      frame.src = nowhere
      const script = document.head.appendChild(document.createElement('script'))
      script.src = `${nowhere}x.js`
    })
    await expect
      .poll(() => directivesOf(violations))
      .toEqual(['connect-src', 'form-action', 'frame-src', 'img-src', 'script-src-elem'])
    await close()
  },
)

test('a page that is to be checked off the network has everything with it', async () => {
  const { page, requests, violations, errors, close } = await openHosted()
  await page.getByText('How to check').click()
  await page.getByText('take the computer off the network').waitFor()
  const scripts = readdirSync(new URL('../../dist/assets/', import.meta.url)).filter((name) =>
    name.endsWith('.js'),
  )
  const missing = async (): Promise<string[]> => {
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => (entry as PerformanceResourceTiming).responseEnd > 0)
        .map(({ name }) => name.slice(name.lastIndexOf('/') + 1)),
    )
    return scripts.filter((name) => !loaded.includes(name))
  }
  await expect.poll(missing).toEqual([])
  await page.context().setOffline(true)
  // It holds a cab, which takes a program of its own to open.
  await page.getByRole('button', { name: /Cumulative update/ }).click()
  expect(await settled(page)).toBe('ready')
  await region(page, 'Files').getByText('CbsPersist').first().waitFor()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'PNG image' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.png$/)
  expect({ requests, violations, errors }).toEqual({ requests: [], violations: [], errors: [] })
  await close()
})

test.each(['index.html', 'setupscope.html'])('dist/%s has its policy first in the head', (name) => {
  const html = readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8')
  const head = html.slice(html.indexOf('<head>') + '<head>'.length).trimStart()
  expect(head).toMatch(/^<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /)
  expect(head).not.toContain("'unsafe-inline'")
  // A charset declared past the first 1024 bytes would not count.
  expect(html.indexOf('<meta charset="utf-8"')).toBeLessThan(1000)
})

test('dist/setupscope.html names no file beside it', () => {
  const html = readFileSync(new URL('../../dist/setupscope.html', import.meta.url), 'utf8')
  const outside = html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '<$1></$1>')
  expect(outside).not.toMatch(/\b(?:src|href)="(?!data:)/)
})

function directivesOf(violations: readonly string[]): string[] {
  return [...new Set(violations.map((violation) => violation.split(':')[0] ?? ''))].sort()
}
