import { readFile } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import type { Plugin } from 'vite'

const QUERY = '?deflated'

/**
 * `import packed from 'some-package/file.wasm?deflated'`: the file's bytes, deflated and in base64. Nothing may be fetched,
 * so large binaries travel inside scripts, and a browser inflates faster than it reads base64 that is twice as long.
 */
export function deflated(): Plugin {
  return {
    name: 'setupscope:deflated',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!source.endsWith(QUERY)) return null
      const found = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true })
      if (found === null) throw new Error(`${source} is not there.`)
      return found.id + QUERY
    },
    async load(id) {
      if (!id.endsWith(QUERY)) return null
      const bytes = await readFile(id.slice(0, -QUERY.length))
      const packed = deflateRawSync(bytes, { level: 9, memLevel: 9 }).toString('base64')
      return { code: `export default ${JSON.stringify(packed)}`, map: null }
    },
  }
}
