/** Who started whom: the parent of a process, and the lines that show all of them as a tree. */
import type { PmlProcess } from './tables.ts'

/** More lines say nothing that the events do not. */
const MOST_LINES = 2000
const MOST_COMMAND = 300
const DEEPEST = 20

/** Chain from a process up to the first that is known: `SetupHost.exe < SetupPrep.exe < Setup.exe`. Without the process itself. */
export class ProcessTree {
  readonly #byPid = new Map<number, PmlProcess[]>()
  readonly #parents = new Map<PmlProcess, PmlProcess | null>()
  readonly #processes: readonly PmlProcess[]

  constructor(processes: readonly PmlProcess[]) {
    this.#processes = processes
    for (const process of processes) {
      const same = this.#byPid.get(process.pid)
      if (same === undefined) this.#byPid.set(process.pid, [process])
      else same.push(process)
    }
  }

  /** The process that had the parent's number when this one was started: numbers are used again. Null = not in the log. */
  parentOf(process: PmlProcess): PmlProcess | null {
    const known = this.#parents.get(process)
    if (known !== undefined) return known
    let parent: PmlProcess | null = null
    for (const other of this.#byPid.get(process.parentPid) ?? []) {
      const isBefore = other !== process && other.startedUtc <= process.startedUtc
      if (isBefore && (parent === null || other.startedUtc > parent.startedUtc)) parent = other
    }
    this.#parents.set(process, parent)
    return parent
  }

  chainOf(process: PmlProcess): readonly PmlProcess[] {
    const chain: PmlProcess[] = []
    let parent = this.parentOf(process)
    while (parent !== null && chain.length < DEEPEST && !chain.includes(parent)) {
      chain.push(parent)
      parent = this.parentOf(parent)
    }
    return chain
  }

  /** One line a process, children below their parent and further in. */
  lines(): readonly string[] {
    const children = new Map<PmlProcess | null, PmlProcess[]>()
    for (const process of this.#processes) {
      const parent = this.parentOf(process)
      const siblings = children.get(parent)
      if (siblings === undefined) children.set(parent, [process])
      else siblings.push(process)
    }
    const lines: string[] = []
    const shown = new Set<PmlProcess>()
    const add = (process: PmlProcess, depth: number): void => {
      if (lines.length >= MOST_LINES || shown.has(process)) return
      shown.add(process)
      lines.push(`${'  '.repeat(depth + 1)}${describe(process)}`)
      for (const child of children.get(process) ?? []) add(child, Math.min(depth + 1, DEEPEST))
    }
    for (const process of children.get(null) ?? []) add(process, 0)
    // Those that claim to have started each other.
    for (const process of this.#processes) add(process, 0)
    if (lines.length < this.#processes.length)
      lines.push(`  … and ${this.#processes.length - lines.length} more processes`)
    return lines
  }
}

function describe(process: PmlProcess): string {
  const { name, pid, parentPid, startedUtc, endedUtc, commandLine, version, company } = process
  const made = [company, version].filter((part) => part !== '').join(' ')
  const parts = [
    `${name || '(no name)'} (${pid})`,
    `parent ${parentPid}`,
    ...(startedUtc > 0 ? [`started ${timeText(startedUtc)}`] : []),
    ...(endedUtc > 0 ? [`ended ${timeText(endedUtc)}`] : []),
    ...(made === '' ? [] : [made]),
  ]
  const line = `${parts.join(', ')}: ${commandLine}`
  const short = line.length > MOST_COMMAND ? `${line.slice(0, MOST_COMMAND)}…` : line
  return short.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')
}

/** A FILETIME may lie outside of what a Date holds. */
function timeText(utc: number): string {
  if (!(utc < 8e15)) return '?'
  return new Date(utc).toISOString().slice(0, 23).replace('T', ' ')
}
