/** The page as its user has it: a file goes into the built page in Chromium, and the clock stops when all is told. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { serveFolder } from '../../src/cli/serve.mjs'
import { findChromium } from '../support/find-chromium.mjs'

const DIST = fileURLToPath(new URL('../../dist', import.meta.url))
const TIMEOUT_MS = 300_000

export interface BrowserFigures {
  /** From the file in the input to the first verdict on the screen, and to all of it. ms */
  readonly firstMs: number
  readonly readyMs: number
  /** Until it is kept, too. ms */
  readonly keptMs: number
  /** Opening the kept session in a page that was loaded anew. ms */
  readonly reopenMs: number
  /** Greatest private memory of the page's process, workers included, and before the file came. Bytes; 0 = not Linux */
  readonly peakBytes: number
  readonly idleBytes: number
  /** Longest time that the page's own thread did not answer. ms */
  readonly longestTaskMs: number
}

/** What the page notes of itself, on `window`: ms of performance.now(), 0 = not yet. */
interface Marks {
  started: number
  first: number
  ready: number
  longest: number
}

export async function measureBrowser(zip: string, dist = DIST): Promise<BrowserFigures> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('No Chromium: install one, or set CHROMIUM.')
  const server = await serveFolder(dist, 0)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await page.goto(`${server.url}?lang=en`)
    const memory = await watchMemory(browser)
    const idleBytes = memory.now()
    await markTimes(page)
    await page.getByLabel('Open log bundle').setInputFiles(zip)
    await waitForState(page, 'ready')
    const { started, first, ready, longest } = await page.evaluate(() => {
      const marks = window as unknown as Marks
      return {
        started: marks.started,
        first: marks.first,
        ready: marks.ready,
        longest: marks.longest,
      }
    })
    const keptMs = (await waitUntilKept(page)) - started
    const peakBytes = memory.peak()
    memory.stop()
    return {
      firstMs: first - started,
      readyMs: ready - started,
      keptMs,
      reopenMs: await reopen(page, basename(zip)),
      peakBytes,
      idleBytes,
      longestTaskMs: longest,
    }
  } finally {
    await browser.close()
    await server.close()
  }
}

/** The clocks run in the page, so that no message from here counts. */
async function markTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    const marks = window as unknown as Marks
    marks.first = marks.ready = marks.longest = 0
    const options = { capture: true, once: true }
    // tsx names every function that stands in a variable, by means that the page does not have.
    window.addEventListener('change', () => (marks.started = performance.now()), options)
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        marks.longest = Math.max(marks.longest, duration)
      }
    }).observe({ entryTypes: ['longtask'] })
    new MutationObserver(() => {
      const state = document.documentElement.dataset['analysis']
      if (marks.first === 0 && document.querySelector('[aria-label=Verdict]')) {
        marks.first = performance.now()
      }
      if (marks.ready === 0 && state === 'ready') marks.ready = performance.now()
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
}

async function waitForState(page: Page, state: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.documentElement.dataset['analysis'] === wanted,
    state,
    { timeout: TIMEOUT_MS, polling: 50 },
  )
}

/** When the session stands in the database, on the page's clock. */
async function waitUntilKept(page: Page): Promise<number> {
  const kept = await page.waitForFunction(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('setupscope-sessions')
        request.onerror = () => resolve(0)
        request.onsuccess = () => {
          const database = request.result
          const count = database.transaction('sessions').objectStore('sessions').count()
          count.onsuccess = () => {
            database.close()
            resolve(count.result > 0 ? performance.now() : 0)
          }
        }
      }),
    undefined,
    { timeout: TIMEOUT_MS, polling: 20 },
  )
  return kept.jsonValue()
}

/** In a page loaded anew, so that nothing is warm but the disk. */
async function reopen(page: Page, name: string): Promise<number> {
  await page.reload()
  const session = page.getByRole('button', { name: `Open ${name}` }).first()
  await session.waitFor()
  await markTimes(page)
  await page.evaluate(() => {
    const marks = window as unknown as Marks
    const options = { capture: true, once: true }
    window.addEventListener('click', () => (marks.started = performance.now()), options)
  })
  await session.click()
  await waitForState(page, 'ready')
  return page.evaluate(() => {
    const { started, ready } = window as unknown as Marks
    return ready - started
  })
}

interface MemoryWatch {
  now(): number
  peak(): number
  stop(): void
}

/** Private memory of the largest renderer; Linux only, 0 elsewhere. */
async function watchMemory(browser: Browser): Promise<MemoryWatch> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  let peak = 0
  const now = (): number => {
    const bytes = Math.max(0, ...renderers.map(privateBytes))
    peak = Math.max(peak, bytes)
    return bytes
  }
  const timer = setInterval(now, 100)
  return { now, peak: () => peak, stop: () => clearInterval(timer) }
}

function privateBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const kilobytes = [...text.matchAll(/^Private_\w+:\s+(\d+) kB/gm)].map(([, size]) =>
      Number(size),
    )
    return kilobytes.reduce((sum, size) => sum + size, 0) * 1024
  } catch {
    return 0
  }
}
