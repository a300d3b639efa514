/** A reading that takes long can be stopped, and the page is as usable as before. */
import { mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { SampleClock } from '../support/sample-lines/sample-clock.ts'
import { SeededRandom } from '../support/sample-lines/seeded-random.ts'
import { applicabilityScan } from '../support/sample-lines/servicing-session-lines.ts'
import { StampedLog } from '../support/sample-lines/stamped-log.ts'
import { dropPaths } from './support/open-page.ts'
import { BUILDS, expectQuiet, sentence, settled } from './support/workbench.ts'

const MEGABYTES = 320
const SMALL = fileURLToPath(
  new URL('../../public/samples/preload-driver-path.zip', import.meta.url),
)

let folder = ''
let large = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'setupscope-'))
  large = join(folder, 'CBS.log')
  const log = new StampedLog(new SampleClock('2023-01-02 03:04:05', 0), new SeededRandom(1))
  for (let i = 0; i < 24; i++) applicabilityScan(log, 'WindowsUpdateAgent', '17763')
  const text = Buffer.from(log.text())
  const file = openSync(large, 'w')
  for (let written = 0; written < MEGABYTES << 20; written += text.length) writeSync(file, text)
  closeSync(file)
})

afterAll(() => rmSync(folder, { recursive: true }))

describe.each(BUILDS)('%s', (_, open) => {
  test('cancelled, the page goes back to its first screen and reads the next bundle', async () => {
    const opened = await open()
    const { page } = opened
    await dropPaths(page, [large])
    await page.getByRole('progressbar', { name: 'Reading bundle' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.locator('html[data-analysis="idle"]').waitFor({ state: 'attached' })
    expect(await page.getByRole('progressbar').count()).toBe(0)
    await page.getByLabel('Open log bundle').waitFor({ state: 'attached' })

    await dropPaths(page, [SMALL])
    expect(await settled(page)).toBe('ready')
    expect(await sentence(page)).toMatch(/Audit mode/)
    expectQuiet(opened)
    await opened.close()
  })
})
