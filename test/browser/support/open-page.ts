import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

import { serveFolder } from '../../../src/cli/serve.mjs'
import { findChromium } from '../../support/find-chromium.mjs'

const WORKER_VIOLATION = 'in a worker: '
const DIST = fileURLToPath(new URL('../../../dist', import.meta.url))

/** A page under watch. The three lists grow while the page lives: read them when the test ends. */
export interface OpenPage {
  readonly page: Page
  /** Address of the document. */
  readonly url: string
  /** `METHOD url` of every request but those for the build's own files; data: and blob: left out. */
  readonly requests: readonly string[]
  /** `directive: what was blocked (where)` of every breach of the page's policy. */
  readonly violations: readonly string[]
  /** Console errors of the page and its workers, and uncaught exceptions. */
  readonly errors: readonly string[]
  readonly close: () => Promise<void>
}

export type PageOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'locale' | 'timezoneId' | 'colorScheme' | 'reducedMotion' | 'deviceScaleFactor'
> & {
  /** Added to the address, such as `#lang=zh-CN`. */
  readonly fragment?: string
}

/** The hosted build, from a plain file server on this machine. */
export async function openHosted(options: PageOptions = {}): Promise<OpenPage> {
  requireBuild('index.html')
  const server = await serveFolder(DIST, 0)
  const isOwn = (url: URL) =>
    url.origin === new URL(server.url).origin &&
    url.search === '' &&
    (url.pathname === '/' || existsSync(join(DIST, decodeURIComponent(url.pathname))))
  return open(server.url, isOwn, options, server.close)
}

/** The single file, from disk as its user opens it, or from a server as an intranet page. */
export async function openOffline(
  options: PageOptions & { readonly from?: 'disk' | 'server' } = {},
): Promise<OpenPage> {
  requireBuild('setupscope.html')
  const { from = 'disk', ...rest } = options
  const isOwn = (url: URL) => url.pathname.endsWith('/setupscope.html') && url.search === ''
  if (from === 'disk') {
    const address = pathToFileURL(join(DIST, 'setupscope.html')).href
    return open(address, isOwn, rest, () => Promise.resolve())
  }
  const server = await serveFolder(DIST, 0)
  return open(`${server.url}setupscope.html`, isOwn, rest, server.close)
}

export interface DroppedFile {
  readonly name: string
  readonly content: string | Uint8Array
}

/**
 * Drops files made by a test. A drop made by a script has no file-system entries behind it
 * (`webkitGetAsEntry()` is null), as when files are pasted; `dropPaths` has them.
 */
export async function dropFiles(
  page: Page,
  files: readonly DroppedFile[],
  onto = 'body',
): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input')
    element.type = 'file'
    element.multiple = true
    return element
  })
  await input.setInputFiles(
    files.map(({ name, content }) => ({
      name,
      mimeType: '',
      buffer: Buffer.from(content),
    })),
  )
  await page.locator(onto).evaluate((target, chosen) => {
    const transfer = new DataTransfer()
    for (const file of chosen.files ?? []) transfer.items.add(file)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const options = { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer }
      target.dispatchEvent(new DragEvent(type, options))
    }
  }, input)
  await input.dispose()
}

/** Drops files and folders of this disk as the desktop would, of whatever size and with their entries. */
export async function dropPaths(
  page: Page,
  paths: readonly string[],
  onto = 'body',
): Promise<void> {
  const box = await page.locator(onto).boundingBox()
  if (box === null) throw new Error(`${onto} is not on the screen`)
  const size = page.viewportSize() ?? { width: box.width, height: box.height }
  const at = {
    x: Math.min(box.x + box.width / 2, size.width - 1),
    y: Math.min(box.y + box.height / 2, size.height - 1),
  }
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await session.detach()
}

let browser: Promise<Browser> | undefined

/** One Chromium for all tests of the run; Playwright ends it with this process. */
function sharedBrowser(): Promise<Browser> {
  browser ??= launch()
  return browser
}

function launch(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('No Chromium: install one, or set CHROMIUM.')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--font-render-hinting=none',
    ],
  })
}

async function open(
  url: string,
  isOwn: (url: URL) => boolean,
  options: PageOptions,
  stopServer: () => Promise<void>,
): Promise<OpenPage> {
  const { fragment = '', ...rest } = options
  const context = await (
    await sharedBrowser()
  ).newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    ...rest,
  })
  const requests: string[] = []
  const violations: string[] = []
  const errors: string[] = []

  context.on('request', (request) => {
    const target = new URL(request.url())
    if (target.protocol === 'data:' || target.protocol === 'blob:') return
    if (request.method() === 'GET' && isOwn(target)) return
    requests.push(`${request.method()} ${request.url()}`)
  })
  context.on('console', (message) => {
    const text = message.text()
    if (text.startsWith(WORKER_VIOLATION)) violations.push(text)
    else if (message.type() === 'error') errors.push(text)
  })
  context.on('weberror', (failure) => errors.push(String(failure.error())))
  await context.exposeFunction('recordViolation', (text: string) => violations.push(text))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const record = Reflect.get(globalThis, 'recordViolation') as (text: string) => void
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event
      record(`${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`)
    })
  })

  const page = await context.newPage()
  // A worker meets the policy by itself, and Chromium tells the page's console nothing of it.
  page.on('worker', (worker) => {
    const listen = (prefix: string) => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`${prefix}${event.effectiveDirective}: ${event.blockedURI}`)
      })
    }
    // A worker that ended at once has nothing left to tell.
    worker.evaluate(listen, WORKER_VIOLATION).catch(() => undefined)
  })
  await page.goto(url + fragment)
  return {
    page,
    url,
    requests,
    violations,
    errors,
    close: async () => {
      await context.close()
      await stopServer()
    },
  }
}

function requireBuild(name: string): void {
  if (!existsSync(join(DIST, name))) throw new Error(`dist/${name} is not built: npm run build`)
}
