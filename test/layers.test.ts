import { readFileSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import type { SourceFile } from './support/import-rules.ts'
import { findBreaches, importsOf } from './support/import-rules.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

test('every import keeps to the layers', () => {
  const files = ['src', 'workers'].flatMap((folder) => sourcesIn(folder))
  expect(files.length).toBeGreaterThan(0)
  const told = findBreaches(files).map(({ path, line, why }) => `${path}:${line}: ${why}`)
  expect(told).toEqual([])
})

describe('a breach is told at its line', () => {
  const cases: readonly (readonly [path: string, text: string, why: string | undefined])[] = [
    // Layers of core
    ['src/core/text/a.ts', "\nimport { b } from '../base/b.ts'", undefined],
    ['src/core/text/a.ts', "\nimport { b } from '../rules/b.ts'", 'comes after it'],
    ['src/core/text/a.ts', "\nimport type { B } from '../rules/b.ts'", 'comes after it'],
    ['src/core/text/a.ts', "\nexport { b } from '../rules/b.ts'", 'comes after it'],
    ['src/core/text/a.ts', "\nlet b: import('../rules/b.ts').B", 'comes after it'],
    ['src/core/text/a.ts', "\nimport { b } from './b.ts'", undefined],
    ['src/core/report/a.ts', "\nimport { b } from '../redact/b.ts'", undefined],
    ['src/core/model/a.ts', "\nimport { b } from '../../app/b.ts'", 'it knows only itself'],
    ['src/core/model/a.ts', "\nimport { b } from '../../../workers/b.ts'", 'it knows only itself'],
    ['src/core/a.ts', "\nimport { b } from './base/b.ts'", 'lies in no layer'],
    ['src/core/bundle/a.ts', "\nawait import('./b.ts')", 'imported lazily'],
    ['src/core/model/a.ts', "\nimport { b } from '../base/b'", 'extension'],
    // Third parties
    ['src/core/bundle/a.ts', "\nimport { unzip } from 'fflate'", undefined],
    ['src/core/text/a.ts', "\nimport { unzip } from 'fflate'", 'may not be imported here'],
    ['src/core/formats/a.ts', "\nimport sax from 'sax'", undefined],
    ['src/core/bundle/a.ts', "\nimport sax from 'sax'", 'may not be imported here'],
    ['src/core/timeline/a.ts', "\nimport { scaleUtc } from 'd3-scale'", undefined],
    ['src/ui/timeline/a.ts', "\nimport { scaleUtc } from 'd3-scale'", 'may not be imported here'],
    ['src/ui/timeline/a.ts', "\nimport { zoom } from 'd3-zoom'", undefined],
    ['src/ui/viewer/a.ts', "\nimport { zoom } from 'd3-zoom'", 'may not be imported here'],
    ['src/app/engine.ts', "\nimport { wrap } from 'comlink'", undefined],
    ['src/app/search.ts', "\nimport { wrap } from 'comlink'", 'may not be imported here'],
    ['src/app/search.ts', "\nimport { untrack } from 'svelte'", 'may not be imported here'],
    ['src/app/workspace.svelte.ts', "\nimport { untrack } from 'svelte'", undefined],
    ['src/store/a.ts', "\nimport { Dexie } from 'dexie'", undefined],
    ['workers/a.worker.ts', "\nimport { Dexie } from 'dexie'", 'may not be imported here'],
    ['src/core/base/a.ts', "\nimport { readFileSync } from 'node:fs'", 'may not be imported here'],
    ['src/ui/a.ts', "\nimport { debounce } from 'lodash'", 'no known third party'],
    // Parts of the program
    ['src/ui/A.svelte', "<script>\nimport B from './B.svelte'\n</script>", undefined],
    ['src/ui/A.svelte', "<p></p><script>\nimport { a } from '../core/rules/a.ts'\n</script>", 'ui'],
    [
      'src/ui/A.svelte',
      "<script>\nimport type { A } from '../core/rules/a.ts'\n</script>",
      undefined,
    ],
    ['src/ui/A.svelte', "<script>\nimport { a } from '../core/codes/a.ts'\n</script>", undefined],
    ['src/ui/A.svelte', "<script></script>\n{#await import('../store/a.ts')}{/await}", 'src/store'],
    ['src/ui/a.ts', "\nimport type { Engine } from '../../workers/engine-api.ts'", undefined],
    ['src/ui/a.ts', "\nimport { b } from '../../workers/engine-api.ts'", 'may not import'],
    ['src/app/engine.ts', "\nimport W from '../../workers/a.worker.ts?worker&inline'", undefined],
    ['src/app/a.ts', "\nimport W from '../../workers/a.worker.ts?worker&inline'", 'engine.ts'],
    ['src/app/a.ts', "\nimport { b } from '../ui/b.ts'", 'src/app may not import src/ui/b.ts'],
    ['src/store/a.ts', "\nimport { b } from '../app/b.ts'", 'src/store may not import'],
    ['workers/a.worker.ts', "\nimport { b } from '../src/core/pipeline/b.ts'", undefined],
    ['workers/a.worker.ts', "\nimport { b } from '../src/app/b.ts'", 'workers may not import'],
    ['src/cli/analyze.ts', "\nimport { b } from '../core/pipeline/b.ts'", undefined],
    ['src/other.ts', "\nimport { b } from './core/base/b.ts'", 'no rule says'],
  ]
  test.each(cases)('%s %j', (path, text, why) => {
    const breaches = findBreaches([{ path, text }])
    if (why === undefined) expect(breaches).toEqual([])
    else expect(breaches).toEqual([{ path, line: 2, why: expect.stringContaining(why) as string }])
  })
})

test('names that say nothing, and lists beside the two, are told', () => {
  const empty = (path: string): SourceFile => ({ path, text: '' })
  expect(
    findBreaches([
      empty('src/core/text/text-utils.ts'),
      empty('src/app/manager.svelte.ts'),
      empty('src/core/model/index.ts'),
      empty('src/core/formats/index.ts'),
      empty('src/core/model/commonality.ts'),
    ]).map((breach) => breach.path),
  ).toEqual(['src/core/text/text-utils.ts', 'src/app/manager.svelte.ts', 'src/core/model/index.ts'])
})

test('a cycle is told once, at the import that closes it', () => {
  const files: SourceFile[] = [
    { path: 'src/core/base/a.ts', text: "import { b } from './b.ts'" },
    { path: 'src/core/base/b.ts', text: "\n\nimport type { C } from './c.ts'" },
    {
      path: 'src/core/base/c.ts',
      text: "\nimport { a } from './a.ts'\nimport { d } from './d.ts'",
    },
    { path: 'src/core/base/d.ts', text: '' },
  ]
  expect(findBreaches(files)).toEqual([
    {
      path: 'src/core/base/c.ts',
      line: 2,
      why:
        'closes the cycle src/core/base/a.ts -> src/core/base/b.ts -> ' +
        'src/core/base/c.ts -> src/core/base/a.ts',
    },
  ])
})

test('an import is type-only if nothing of it is left at run time', () => {
  const isErased = (text: string) => importsOf('src/ui/a.ts', text)[0]?.isTypeOnly
  expect(isErased("import type { A } from './a.ts'")).toBe(true)
  expect(isErased("import { type A, type B } from './a.ts'")).toBe(true)
  expect(isErased("import { type A, b } from './a.ts'")).toBe(false)
  expect(isErased("import './a.css'")).toBe(false)
  expect(isErased("import * as a from './a.ts'")).toBe(false)
})

function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs|svelte)$/.test(name) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => ({
      path: `${folder}/${name.split(sep).join('/')}`,
      text: readFileSync(join(ROOT, folder, name), 'utf8'),
    }))
}
