/**
 * Security products and filter drivers by what the logs state: Security Center's own list, a filter's altitude. A filter of a maker
 * in the range of virus scanners is one, whatever it is called.
 */
import type { Machine } from '../../model/story.ts'
import type { Timed } from '../materials.ts'
import { altitudeGroup, filterMaker, isOfWindows } from './altitudes.ts'

/** Names in the order of first mention, each once however it is spelt. */
class Names {
  readonly list: string[] = []
  readonly #known = new Set<string>()

  add(name: string): void {
    const key = name.trim().toLowerCase()
    if (key === '' || this.#known.has(key)) return
    this.#known.add(key)
    this.list.push(name.trim())
  }
}

export function listSecurity(
  signals: readonly Timed[],
): Pick<Machine, 'antivirus' | 'filterDrivers'> {
  const antivirus = new Names()
  const filterDrivers = new Names()
  for (const { signal } of signals) {
    if (signal.kind === 'machine.fact') {
      if (signal.key === 'antivirus') antivirus.add(signal.value)
      if (signal.key === 'filter-driver') filterDrivers.add(signal.value)
    } else if (signal.kind === 'machine.item') {
      const { item, id, name, detail } = signal
      if (item === 'antivirus') antivirus.add(name || id)
      if (item === 'file-system-filter' || item === 'network-filter') filterDrivers.add(id)
      if (item === 'file-system-filter' && isScanner(id, detail)) antivirus.add(scannerName(id))
    }
  }
  return { antivirus: antivirus.list, filterDrivers: filterDrivers.list }
}

/** Defender's own filter is in every Windows, used or not: Security Center tells whether it is. */
export function isScanner(filter: string, altitude: string): boolean {
  return altitudeGroup(altitude) === 'FSFilter Anti-Virus' && !isOfWindows(filter)
}

/** Filters that watch without being a scanner: endpoint agents, backup and audit products. */
export function isAgent(filter: string, altitude: string): boolean {
  return altitudeGroup(altitude) === 'FSFilter Activity Monitor' && !isOfWindows(filter)
}

export function scannerName(filter: string): string {
  const maker = filterMaker(filter)
  return maker === '' ? filter : `${maker}: ${filter}`
}
