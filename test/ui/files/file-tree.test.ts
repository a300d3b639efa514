import { describe, expect, test } from 'vitest'

import { buildFileTree, type FileNode } from '../../../src/ui/files/file-tree.ts'
import { bundle, failed, file, treeOf } from './small-bundle.ts'

/** The tree as indented lines, by name. */
function drawn(nodes: readonly FileNode[], depth = 0): string[] {
  return nodes
    .toSorted((a, b) => a.order - b.order)
    .flatMap((node) => [
      `${'  '.repeat(depth)}${node.kind} ${node.name}`,
      ...drawn(node.children, depth + 1),
    ])
}

describe('the tree of a bundle', () => {
  test('has folders, archives and what they hold, each once', () => {
    const tree = treeOf(
      'Logs/CBS/CBS.log',
      'Logs/old.cab!/CbsPersist.log',
      'Logs/CBS/a.txt',
      'b.log',
    )
    expect(drawn(tree.roots)).toEqual([
      'file b.log',
      'folder Logs',
      '  folder CBS',
      '    file a.txt',
      '    file CBS.log',
      '  archive old.cab',
      '    file CbsPersist.log',
    ])
  })

  test('opens archives in archives', () => {
    const tree = treeOf('a.zip!/b.7z!/c.log', 'a.zip!/d.log.gz!/d.log')
    expect(drawn(tree.roots)).toEqual([
      'archive a.zip',
      '  archive b.7z',
      '    file c.log',
      '  archive d.log.gz',
      '    file d.log',
    ])
  })

  test('shows folders that hold nothing but one another on one row', () => {
    const tree = treeOf('C/Windows/Logs/CBS/CBS.log', 'C/Windows/Panther/setupact.log')
    expect(drawn(tree.roots)).toEqual([
      'folder C/Windows',
      '  folder Logs/CBS',
      '    file CBS.log',
      '  folder Panther',
      '    file setupact.log',
    ])
  })

  test('keeps such folders below an archive apart from it', () => {
    expect(drawn(treeOf('x.zip!/a/b/c.log').roots)).toEqual([
      'archive x.zip',
      '  folder a/b',
      '    file c.log',
    ])
  })

  test('sorts numbers in names as numbers', () => {
    expect(drawn(treeOf('p10.log', 'p2.log', 'P1.log').roots)).toEqual([
      'file P1.log',
      'file p2.log',
      'file p10.log',
    ])
  })

  test('takes names that objects have of themselves', () => {
    const tree = treeOf('__proto__/constructor', '__proto__/toString')
    expect(drawn(tree.roots)).toEqual(['folder __proto__', '  file constructor', '  file toString'])
  })

  test('ends at a depth that no machine nests to', () => {
    const tree = treeOf(`${'a/b/'.repeat(20_000)}c.log`)
    expect(tree.nodes.length).toBeLessThan(100)
    expect(tree.nodes.at(-1)?.entry).not.toBeNull()
  })
})

describe('sums', () => {
  test('of a folder are those of all that it holds', () => {
    const tree = buildFileTree(
      bundle(
        [
          file('a/b/1.log', { bytes: 5, levels: { error: 2, warning: 1, info: 0 }, lines: 7 }),
          file('a/2.log', { bytes: 6, levels: { error: 1, warning: 0, info: 0 }, lines: 8 }),
          file('3.log', { bytes: 7, unparsedLines: 4 }),
        ],
        [failed('a/b/1.log'), failed('a/lost.zip', 'unsupported')],
      ),
    )
    const folder = tree.roots.find(({ name }) => name === 'a')
    expect(folder?.sums).toEqual({
      files: 2,
      unread: 1,
      bytes: 11,
      lines: 15,
      errors: 3,
      warnings: 1,
      unparsed: 0,
      problems: 2,
    })
    expect(tree.roots.find(({ name }) => name === '3.log')?.sums.unparsed).toBe(4)
  })
})

describe('what was not read', () => {
  test('stands where it lies', () => {
    const tree = buildFileTree(bundle([file('a/1.log')], [failed('a/dump.rar', 'unsupported')]))
    expect(drawn(tree.roots)).toEqual(['folder a', '  file 1.log', '  unread dump.rar'])
  })

  test('an archive that was read in part keeps its problem', () => {
    const tree = buildFileTree(bundle([file('a.zip!/1.log')], [failed('a.zip', 'truncated')]))
    expect(drawn(tree.roots)).toEqual(['archive a.zip', '  file 1.log'])
    expect(tree.roots[0]?.problems.map(({ code }) => code)).toEqual(['truncated'])
  })

  test('the bundle’s own problems stand above the tree', () => {
    const tree = buildFileTree(bundle([file('1.log')], [failed('case.zip', 'truncated')]))
    expect(drawn(tree.roots)).toEqual(['file 1.log'])
    expect(tree.problems).toHaveLength(1)
  })

  test('waits for a password where it is locked', () => {
    const tree = buildFileTree(bundle([]), [{ path: 'a/x.log', archivePath: 'case.zip' }])
    expect(drawn(tree.roots)).toEqual(['folder a', '  unread x.log'])
    expect(tree.roots[0]?.children[0]?.isLocked).toBe(true)
    expect(tree.roots[0]?.sums).toMatchObject({ unread: 1, problems: 1 })
  })
})
