/** Which rows of the tree are in view, and in what order: sorted, filtered, opened, or as one flat list. */
import { added, type FileNode, type FileSums, type FileTree } from './file-tree.ts'

export const SORT_KEYS = [
  'name',
  'format',
  'encoding',
  'bytes',
  'lines',
  'unparsed',
  'clock',
  'errors',
  'warnings',
  'problems',
] as const

export type SortKey = (typeof SORT_KEYS)[number]

export interface Arrangement {
  readonly sort: SortKey
  readonly descending: boolean
  /** Files without their folders. */
  readonly isFlat: boolean
  /** Words that must all stand in a file's path or in what is said of it; '' = no filter. */
  readonly text: string
  readonly onlyErrors: boolean
  /** Files with problems, or with lines that no record holds. */
  readonly onlyProblems: boolean
}

/** What a node says in the reader's language; '' = nothing. */
export interface NodeWords {
  format(node: FileNode): string
  encoding(node: FileNode): string
}

export interface FileRow {
  readonly node: FileNode
  /** 0 for the outermost. */
  readonly depth: number
  /** Place among its siblings in view, from 1, and how many they are. */
  readonly position: number
  readonly siblings: number
  /** Null for what holds nothing. */
  readonly isOpen: boolean | null
  /** Of what the filter leaves. */
  readonly sums: FileSums
}

export interface ArrangedRows {
  readonly rows: readonly FileRow[]
  /** Leaves that the filter leaves, and all. */
  readonly shown: number
  readonly total: number
}

export function isFiltering({ text, onlyErrors, onlyProblems }: Arrangement): boolean {
  return text.trim() !== '' || onlyErrors || onlyProblems
}

export function arrangeRows(
  tree: FileTree,
  arrangement: Arrangement,
  isOpen: (node: FileNode) => boolean,
  words: NodeWords,
): ArrangedRows {
  const leaves = tree.nodes.filter(isLeaf)
  const passes = filterOf(arrangement, words)
  const passing = leaves.filter(passes)
  const compare = comparison(arrangement, words)
  const sums = passing.length === leaves.length ? null : sumsOf(passing)
  const shown = { shown: passing.length, total: leaves.length }
  const sumOf = (node: FileNode): FileSums => sums?.get(node) ?? node.sums
  if (arrangement.isFlat) {
    const sorted = passing.toSorted((a, b) => compare(a, b, sumOf))
    const rows = sorted.map((node, at) => rowOf(node, 0, at, sorted.length, null, sumOf(node)))
    return { rows, ...shown }
  }
  const rows: FileRow[] = []
  const inOrder = (nodes: readonly FileNode[]): readonly FileNode[] =>
    (sums === null ? nodes : nodes.filter((node) => sums.has(node))).toSorted((a, b) =>
      compare(a, b, sumOf),
    )
  // A stack instead of recursion: how deep a bundle nests is not ours to say.
  const stack = [{ nodes: inOrder(tree.roots), at: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.at]
    if (node === undefined) {
      stack.pop()
      continue
    }
    const holds = node.children.length > 0
    const open = holds ? isOpen(node) : null
    rows.push(rowOf(node, stack.length - 1, top.at, top.nodes.length, open, sumOf(node)))
    top.at++
    if (open === true) stack.push({ nodes: inOrder(node.children), at: 0 })
  }
  return { rows, ...shown }
}

/** Row of every node in view, by its id. */
export function placesById(rows: readonly FileRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ node }, at) => [node.id, at]))
}

function rowOf(
  node: FileNode,
  depth: number,
  at: number,
  siblings: number,
  isOpen: boolean | null,
  sums: FileSums,
): FileRow {
  return { node, depth, position: at + 1, siblings, isOpen, sums }
}

/** An archive that could not be listed is as much a leaf as a file. */
export function isLeaf(node: FileNode): boolean {
  return node.children.length === 0
}

function filterOf(
  { text, onlyErrors, onlyProblems }: Arrangement,
  words: NodeWords,
): (node: FileNode) => boolean {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  return (node) => {
    if (onlyErrors && node.sums.errors === 0) return false
    if (onlyProblems && node.sums.problems + node.sums.unparsed + node.sums.unread === 0)
      return false
    if (wanted.length === 0) return true
    const said = `${node.id}\n${words.format(node)}\n${words.encoding(node)}`.toLowerCase()
    return wanted.every((word) => said.includes(word))
  }
}

/** Sums of every container over the leaves that are left. */
function sumsOf(leaves: readonly FileNode[]): ReadonlyMap<FileNode, FileSums> {
  const sums = new Map<FileNode, FileSums>()
  for (const leaf of leaves) {
    sums.set(leaf, leaf.sums)
    for (let above = leaf.parent; above !== null; above = above.parent) {
      const so = sums.get(above)
      sums.set(above, so === undefined ? leaf.sums : added(so, leaf.sums))
    }
  }
  return sums
}

type Compare = (a: FileNode, b: FileNode, sums: (node: FileNode) => FileSums) => number

function comparison({ sort, descending }: Arrangement, words: NodeWords): Compare {
  const sign = descending ? -1 : 1
  const byOrder: Compare = (a, b) => a.order - b.order
  switch (sort) {
    case 'name':
      // Folders stand above files whichever way the names go, as in every file manager.
      return (a, b) => containersFirst(a, b) || sign * (a.order - b.order)
    case 'format':
    case 'encoding': {
      const said = (node: FileNode) => words[sort](node)
      return (a, b, sums) =>
        containersFirst(a, b) ||
        emptyLast(said(a) === '', said(b) === '') ||
        sign * compareText(said(a), said(b)) ||
        byOrder(a, b, sums)
    }
    case 'clock':
      return (a, b, sums) =>
        containersFirst(a, b) ||
        emptyLast(offsetOf(a) === null, offsetOf(b) === null) ||
        sign * ((offsetOf(a) ?? 0) - (offsetOf(b) ?? 0)) ||
        byOrder(a, b, sums)
    default:
      return (a, b, sums) => sign * (sums(a)[sort] - sums(b)[sort]) || byOrder(a, b, sums)
  }
}

function containersFirst(a: FileNode, b: FileNode): number {
  return Number(isLeaf(a)) - Number(isLeaf(b))
}

function emptyLast(isEmptyA: boolean, isEmptyB: boolean): number {
  return Number(isEmptyA) - Number(isEmptyB)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Minutes; null = it prints no time, whatever was assumed for it. */
export function offsetOf({ entry }: FileNode): number | null {
  if (entry === null || entry.firstWallTime === null) return null
  return entry.clock[0]?.offsetMinutes ?? null
}
