import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @type {Readonly<Record<string, string>>} */
const MEDIA_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.zip': 'application/zip',
}

/**
 * Serves the files of one folder on this machine only. It sends no policy of its own: the page must
 * be safe on any plain file server.
 *
 * @param {string} folder
 * @param {number} port 0 takes any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveFolder(folder, port) {
  const base = resolve(folder)
  const server = createServer((request, response) => {
    void answer(base, request.url ?? '/', request.method ?? 'GET', response)
  })
  await listen(server, port).catch((failure) => {
    // The usual port is often taken by another such server; which one it is does not matter.
    if (failure.code !== 'EADDRINUSE') throw failure
    return listen(server, 0)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was bound.')
  return {
    url: `http://localhost:${address.port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<void>}
 */
function listen(server, port) {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      done()
    })
  })
}

/**
 * @param {string} base
 * @param {string} url
 * @param {string} method
 * @param {import('node:http').ServerResponse} response
 */
async function answer(base, url, method, response) {
  const file = fileFor(base, url)
  const size = file === undefined ? undefined : await sizeOf(file)
  if (file === undefined || size === undefined || (method !== 'GET' && method !== 'HEAD')) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  response.writeHead(200, {
    'content-type': MEDIA_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': size,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  })
  if (method === 'HEAD') response.end()
  else createReadStream(file).pipe(response)
}

/**
 * @param {string} base
 * @param {string} url
 * @returns {string | undefined} undefined for what lies outside the folder
 */
function fileFor(base, url) {
  let path
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return undefined
  }
  if (path.includes('\0')) return undefined
  const file = normalize(join(base, path.endsWith('/') ? `${path}index.html` : path))
  return file.startsWith(base + sep) ? file : undefined
}

/**
 * @param {string} file
 * @returns {Promise<number | undefined>}
 */
async function sizeOf(file) {
  try {
    const found = await stat(file)
    return found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = fileURLToPath(new URL('../../dist', import.meta.url))
  const { url } = await serveFolder(dist, Number(process.env['PORT'] ?? 4173))
  console.log(`Setupscope is at ${url}`)
  console.log(`The single file is ${join(dist, 'setupscope.html')}: open it, or carry it away.`)
  console.log('Ctrl+C stops the server.')
}
