/** Which folders stand open before the reader says otherwise, and what they said. */
import type { FileNode, FileTree } from './file-tree.ts'

/** A tree that is no longer than some screens is shown whole; of a longer one, as many levels as stay within it. */
const MOST_ROWS = 120

export function openAtFirst({ roots }: FileTree): ReadonlySet<string> {
  const open = new Set<string>()
  let level: readonly FileNode[] = roots
  let rows = level.length
  for (;;) {
    const holders = level.filter(({ children }) => children.length > 0)
    const next = holders.flatMap(({ children }) => children)
    rows += next.length
    // One folder around everything is no level: closed, it would show nothing.
    if (holders.length === 0 || (rows > MOST_ROWS && level.length > 1)) return open
    for (const { id } of holders) open.add(id)
    level = next
  }
}

const STORED = 'setupscope.folders'
const MOST_BUNDLES = 20

type Said = Readonly<Record<string, boolean>>

/** What the reader opened and closed, by bundle: it lasts as long as the tab, since it names folders of theirs. */
export class FolderMemory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | null
  #bundles: ReadonlyMap<string, Said>

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'> | null = tabStorage()) {
    this.#storage = storage
    this.#bundles = new Map(readStored(storage))
  }

  recall(bundle: string): ReadonlyMap<string, boolean> {
    return new Map(Object.entries(this.#bundles.get(bundle) ?? {}))
  }

  keep(bundle: string, said: ReadonlyMap<string, boolean>): void {
    const others = [...this.#bundles].filter(([name]) => name !== bundle).slice(1 - MOST_BUNDLES)
    this.#bundles = new Map([...others, [bundle, Object.fromEntries(said)]])
    try {
      this.#storage?.setItem(STORED, JSON.stringify([...this.#bundles]))
    } catch {
      // Full or refused: it lasts as long as the page.
    }
  }
}

function tabStorage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}

function readStored(storage: Pick<Storage, 'getItem'> | null): [string, Said][] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(STORED) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isSaid) : []
  } catch {
    return []
  }
}

function isSaid(value: unknown): value is [string, Said] {
  if (!Array.isArray(value)) return false
  const [bundle, said] = value as readonly unknown[]
  return (
    typeof bundle === 'string' &&
    typeof said === 'object' &&
    said !== null &&
    Object.values(said).every((each) => typeof each === 'boolean')
  )
}
