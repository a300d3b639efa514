/**
 * The bundle as a tree: folders, archives, files, and what could not be read, each where it stands. Paths are other people's:
 * they are cut at `/` and `!/` and never looked up in an object.
 */
import type { LockedEntry } from '../../core/bundle/entry.ts'
import type { Analysis, AnalysisEntry } from '../../core/model/analysis.ts'
import type { Problem } from '../../core/model/problem.ts'

export interface FileSums {
  /** Files that were read, and things that were not. */
  readonly files: number
  readonly unread: number
  readonly bytes: number
  readonly lines: number
  readonly errors: number
  readonly warnings: number
  /** Non-blank lines that no record holds. */
  readonly unparsed: number
  readonly problems: number
}

export interface FileNode {
  /** The path; a folder's ends in `/`, an archive's in `!/`. */
  readonly id: string
  /** What the row shows: the last part of the path, or several where folders hold nothing but one another. */
  readonly name: string
  readonly kind: 'folder' | 'archive' | 'file' | 'unread'
  readonly parent: FileNode | null
  readonly children: readonly FileNode[]
  readonly entry: AnalysisEntry | null
  /** Its own; those of what it holds are counted in the sums. */
  readonly problems: readonly Problem[]
  /** It waits for a password. */
  readonly isLocked: boolean
  /** Of itself and all that it holds. */
  readonly sums: FileSums
  /** Place among all nodes by name, as people count: part 2 before part 10. */
  readonly order: number
}

export interface FileTree {
  readonly roots: readonly FileNode[]
  /** All nodes, parents before their children. */
  readonly nodes: readonly FileNode[]
  /** Problems of the bundle as a whole. */
  readonly problems: readonly Problem[]
}

type Mutable = { -readonly [Key in keyof FileNode]: FileNode[Key] }

interface Draft extends Omit<Mutable, 'parent' | 'children' | 'problems'> {
  parent: Draft | null
  children: Draft[]
  readonly problems: Problem[]
}

const NOTHING: FileSums = {
  files: 0,
  unread: 0,
  bytes: 0,
  lines: 0,
  errors: 0,
  warnings: 0,
  unparsed: 0,
  problems: 0,
}

/** No machine nests folders so deep; what is below stands in one name. Names in a zip can be 64 KiB of slashes. */
const DEEPEST = 64

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

export function buildFileTree(
  { bundle, entries, problems }: Pick<Analysis, 'bundle' | 'entries' | 'problems'>,
  locked: readonly LockedEntry[] = [],
): FileTree {
  const draft = new TreeDraft()
  for (const entry of entries) draft.leaf(entry.path, 'file').entry = entry
  const whole: Problem[] = []
  for (const problem of problems) {
    const node = draft.find(problem.path)
    if (node !== undefined) node.problems.push(problem)
    // A zip dropped alone is the bundle, and stands in no path.
    else if (problem.path === bundle.name || problem.path === '') whole.push(problem)
    else draft.leaf(problem.path, 'unread').problems.push(problem)
  }
  for (const { path } of locked) (draft.find(path) ?? draft.leaf(path, 'unread')).isLocked = true
  return { ...draft.finish(), problems: whole }
}

class TreeDraft {
  readonly #byId = new Map<string, Draft>()
  readonly #nodes: Draft[] = []

  /** The node of a path, whatever it is. */
  find(path: string): Draft | undefined {
    const { file, archive, folder } = idsOf(path)
    return this.#byId.get(file) ?? this.#byId.get(archive) ?? this.#byId.get(folder)
  }

  leaf(path: string, kind: 'file' | 'unread'): Draft {
    let parent: Draft | null = null
    let from = 0
    for (let depth = 0; depth < DEEPEST; depth++) {
      const slash = path.indexOf('/', from)
      if (slash < 0 || slash === path.length - 1) break
      const isArchive = slash > from && path.charAt(slash - 1) === '!'
      const name = path.slice(from, isArchive ? slash - 1 : slash)
      parent = this.#node(path.slice(0, slash + 1), name, isArchive ? 'archive' : 'folder', parent)
      from = slash + 1
    }
    return this.#node(path, path.slice(from), kind, parent)
  }

  #node(id: string, name: string, kind: FileNode['kind'], parent: Draft | null): Draft {
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    const node: Draft = {
      id,
      name,
      kind,
      parent,
      children: [],
      entry: null,
      problems: [],
      isLocked: false,
      sums: NOTHING,
      order: 0,
    }
    this.#byId.set(id, node)
    this.#nodes.push(node)
    parent?.children.push(node)
    return node
  }

  finish(): Pick<FileTree, 'roots' | 'nodes'> {
    const merged = new Set(this.#nodes.filter(isMerged))
    const nodes = this.#nodes.filter((node) => !merged.has(node))
    for (const node of nodes) node.children = node.children.filter((child) => !merged.has(child))
    for (const node of nodes) mergeChain(node, merged)
    // Children come after their parents, so backwards every sum is whole before it is added.
    for (const node of nodes.toReversed()) {
      node.sums = added(node.sums, ownSums(node))
      if (node.parent !== null) node.parent.sums = added(node.parent.sums, node.sums)
    }
    nodes
      .toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
      .forEach((node, order) => (node.order = order))
    return { roots: nodes.filter(({ parent }) => parent === null), nodes }
  }
}

/** A folder that holds one folder and nothing else is shown on that one's row. */
function isMerged({ kind, children: [child, ...others], problems, isLocked }: Draft): boolean {
  const isBare = kind === 'folder' && problems.length === 0 && !isLocked
  return isBare && child?.kind === 'folder' && others.length === 0
}

/** Takes over the names of the folders above that are shown on this row, and their place. */
function mergeChain(node: Draft, merged: ReadonlySet<Draft>): void {
  const names = [node.name]
  let top = node.parent
  while (top !== null && merged.has(top)) {
    names.push(top.name)
    top = top.parent
  }
  if (names.length === 1) return
  node.name = names.reverse().join('/')
  node.parent = top
  top?.children.push(node)
}

function ownSums({ kind, entry, problems, isLocked }: FileNode): FileSums {
  const isUnread = kind === 'unread' || (kind === 'archive' && isLocked)
  return {
    files: entry === null ? 0 : 1,
    unread: isUnread ? 1 : 0,
    bytes: entry?.bytes ?? 0,
    lines: entry?.lines ?? 0,
    errors: entry?.levels.error ?? 0,
    warnings: entry?.levels.warning ?? 0,
    unparsed: entry?.unparsedLines ?? 0,
    problems: problems.length === 0 && isLocked ? 1 : problems.length,
  }
}

export function added(a: FileSums, b: FileSums): FileSums {
  return {
    files: a.files + b.files,
    unread: a.unread + b.unread,
    bytes: a.bytes + b.bytes,
    lines: a.lines + b.lines,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    unparsed: a.unparsed + b.unparsed,
    problems: a.problems + b.problems,
  }
}

function idsOf(path: string) {
  return { file: path, archive: `${path}!/`, folder: path.endsWith('/') ? path : `${path}/` }
}
