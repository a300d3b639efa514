import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Name of the notices beside the hosted page. */
export const NOTICES_FILE = 'third-party.txt'

/** What a reader of the single file's source sees first. */
export const NOTICE =
  'Setupscope, MIT licence. It contains 7-Zip (GNU LGPL 2.1 or later, with the unRAR restriction) and other libraries: ' +
  'their notices and licences stand in full at the end of this file.'

/** Licences that a package refers to without enclosing them; paths from the project's root. */
const ENCLOSED: Readonly<Record<string, string>> = { '7z-wasm': 'docs/licenses/LGPL-2.1.txt' }

/** These bring parts of their own into the page: the packages that they are made of. */
const WITH_PARTS = /^(?:d3-|internmap$)/

/** Names, versions and licence texts of everything that is distributed with the page. */
export function thirdPartyNotices(root: string): string {
  /** Text -> the first package that has it. */
  const known = new Map<string, string>()
  const parts = distributed(root).map((name) => {
    const folder = join(root, 'node_modules', name)
    const { version, license } = manifest(folder)
    const texts = readdirSync(folder)
      .filter((file) => /licen[cs]e/i.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    const enclosed = ENCLOSED[name]
    if (enclosed !== undefined) texts.push(readFileSync(join(root, enclosed), 'utf8').trim())
    if (texts.length === 0) throw new Error(`${name} has no licence to enclose.`)
    const head = `${name} ${version} (${license})\n${'='.repeat(40)}`
    const once = texts.map((text) => {
      const first = known.get(text) ?? name
      known.set(text, first)
      return first === name ? text : `The licence is the same text as that of ${first}.`
    })
    return [head, ...once].join('\n\n')
  })
  return `${[INTRODUCTION, ...parts].join('\n\n\n')}\n`
}

const INTRODUCTION = `Setupscope contains the libraries below, each under its own licence.

7-Zip (7z-wasm) is the GNU LGPL 2.1 or later with the unRAR restriction: its code may not be used to develop a RAR
(WinRAR) compatible archiver. It is used unchanged, as a WebAssembly file of its own. Its source: https://www.7-zip.org and
https://github.com/use-strict/7z-wasm. Setupscope's own source is public, so the page can be built with another 7-Zip:
put it at node_modules/7z-wasm/7zz.wasm and run npm run build.`

interface Manifest {
  readonly version: string
  readonly license: string
  readonly dependencies?: Readonly<Record<string, string>>
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

function distributed(root: string): readonly string[] {
  const found = new Set<string>()
  const add = (name: string): void => {
    if (found.has(name) || !existsSync(join(root, 'node_modules', name))) return
    found.add(name)
    if (!WITH_PARTS.test(name)) return
    const { dependencies = {} } = manifest(join(root, 'node_modules', name))
    for (const part of Object.keys(dependencies)) add(part)
  }
  for (const name of Object.keys(manifest(root).dependencies ?? {})) add(name)
  return [...found].sort()
}

/** Puts the notices beside the hosted page. */
export function noticesFile(root: string): Plugin {
  return {
    name: 'setupscope:third-party',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: thirdPartyNotices(root) })
    },
  }
}

/** Puts them into a page that has no file beside it. */
export function withNotices(html: string, root: string): string {
  // What would end the comment early.
  const text = thirdPartyNotices(root).replaceAll(/--(?=!?>)/g, '- -')
  return `${html.replace(/^(<!doctype html>)/i, `$1\n<!-- ${NOTICE} -->`).trimEnd()}\n<!--\n${text}-->\n`
}
