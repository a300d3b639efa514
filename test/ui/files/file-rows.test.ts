import { describe, expect, test } from 'vitest'

import { arrangeRows, type Arrangement, type NodeWords } from '../../../src/ui/files/file-rows.ts'
import { buildFileTree, type FileTree } from '../../../src/ui/files/file-tree.ts'
import { bundle, failed, file } from './small-bundle.ts'

const tree = buildFileTree(
  bundle(
    [
      file('Logs/CBS.log', { bytes: 900, levels: { error: 1, warning: 0, info: 0 }, lines: 50 }),
      file('Logs/dism.log', { bytes: 300, format: 'dism', lines: 20, unparsedLines: 2 }),
      file('Panther/setupact.log', {
        bytes: 500,
        format: 'panther',
        encoding: 'utf-16le',
        levels: { error: 9, warning: 0, info: 0 },
        clock: [{ fromLine: 1, offsetMinutes: -420, source: 'boot-time', errorSeconds: 1 }],
      }),
      file('memory.dmp', { bytes: 800, format: 'kernel-dump', encoding: '', firstWallTime: null }),
    ],
    [failed('logs.rar', 'unsupported')],
  ),
)

const words: NodeWords = {
  format: ({ entry }) => entry?.format ?? '',
  encoding: ({ entry }) => entry?.encoding ?? '',
}

const plain: Arrangement = {
  sort: 'name',
  descending: false,
  isFlat: false,
  text: '',
  onlyErrors: false,
  onlyProblems: false,
}

function names(change: Partial<Arrangement>, closed: readonly string[] = [], of: FileTree = tree) {
  const isOpen = ({ id }: { readonly id: string }) => !closed.includes(id)
  const { rows } = arrangeRows(of, { ...plain, ...change }, isOpen, words)
  return rows.map(({ node, depth }) => `${'  '.repeat(depth)}${node.name}`)
}

const FLAT = { isFlat: true }

describe('order', () => {
  test('by name, folders first both ways', () => {
    expect(names({})).toEqual([
      'Logs',
      '  CBS.log',
      '  dism.log',
      'Panther',
      '  setupact.log',
      'logs.rar',
      'memory.dmp',
    ])
    expect(names({ descending: true })).toEqual([
      'Panther',
      '  setupact.log',
      'Logs',
      '  dism.log',
      '  CBS.log',
      'memory.dmp',
      'logs.rar',
    ])
  })

  test.each([
    ['bytes', ['CBS.log', 'memory.dmp', 'setupact.log', 'dism.log', 'logs.rar']],
    ['errors', ['setupact.log', 'CBS.log', 'dism.log', 'logs.rar', 'memory.dmp']],
    ['problems', ['logs.rar', 'CBS.log', 'dism.log', 'memory.dmp', 'setupact.log']],
    ['unparsed', ['dism.log', 'CBS.log', 'logs.rar', 'memory.dmp', 'setupact.log']],
  ] as const)('by %s, the greatest first', (sort, expected) => {
    expect(names({ ...FLAT, sort, descending: true })).toEqual(expected)
  })

  test.each([
    ['format', ['CBS.log', 'dism.log', 'memory.dmp', 'setupact.log', 'logs.rar']],
    ['encoding', ['setupact.log', 'CBS.log', 'dism.log', 'logs.rar', 'memory.dmp']],
    ['clock', ['setupact.log', 'CBS.log', 'dism.log', 'logs.rar', 'memory.dmp']],
  ] as const)('by %s, what has none last', (sort, expected) => {
    expect(names({ ...FLAT, sort })).toEqual(expected)
  })

  test('a folder stands by the sum of what it holds', () => {
    expect(names({ sort: 'bytes', descending: true }, ['Logs/', 'Panther/'])).toEqual([
      'Logs',
      'memory.dmp',
      'Panther',
      'logs.rar',
    ])
  })
})

describe('filters', () => {
  test('keep a file with the folders above it', () => {
    expect(names({ text: 'SETUPACT' })).toEqual(['Panther', '  setupact.log'])
  })

  test('look at path, format and encoding, every word of it', () => {
    expect(names({ ...FLAT, text: 'logs dism' })).toEqual(['dism.log'])
    expect(names({ ...FLAT, text: 'utf-16' })).toEqual(['setupact.log'])
    expect(names({ ...FLAT, text: 'kernel' })).toEqual(['memory.dmp'])
  })

  test('leave files with errors, or with problems', () => {
    expect(names({ ...FLAT, onlyErrors: true })).toEqual(['CBS.log', 'setupact.log'])
    expect(names({ ...FLAT, onlyProblems: true })).toEqual(['dism.log', 'logs.rar'])
  })

  test('sum up what they leave', () => {
    const arranged = arrangeRows(tree, { ...plain, text: 'cbs.log' }, () => true, words)
    expect(arranged.rows[0]?.sums).toMatchObject({ files: 1, bytes: 900, lines: 50 })
    expect(arranged).toMatchObject({ shown: 1, total: 5 })
  })

  test('nothing left is no row', () => {
    expect(names({ text: 'nowhere' })).toEqual([])
  })
})

test('rows know their place among those beside them', () => {
  const { rows } = arrangeRows(tree, plain, () => true, words)
  const said = rows.map(({ node, position, siblings, isOpen }) => [
    node.name,
    `${position}/${siblings}`,
    isOpen,
  ])
  expect(said).toEqual([
    ['Logs', '1/4', true],
    ['CBS.log', '1/2', null],
    ['dism.log', '2/2', null],
    ['Panther', '2/4', true],
    ['setupact.log', '1/1', null],
    ['logs.rar', '3/4', null],
    ['memory.dmp', '4/4', null],
  ])
})

test('five thousand files all have their row', () => {
  const many = buildFileTree(
    bundle(
      Array.from({ length: 5000 }, (_, at) =>
        file(`folder ${at % 50}/part ${at % 7}/file ${at}.log`, { bytes: (at * 7919) % 1000 }),
      ),
    ),
  )
  const { rows } = arrangeRows(many, { ...plain, sort: 'bytes' }, () => true, words)
  expect(rows).toHaveLength(5000 + 50 + 350)
})
