/** What inventories list, gathered by kind: one entry per thing, though several tools name it. */
import type { MachineItem, MachineList } from '../../model/story.ts'
import type { Timed } from '../materials.ts'
import { altitudeGroup, filterMaker } from './altitudes.ts'
import { isAgent, isScanner } from './security.ts'

type Kind = MachineList['kind']

/** In the order in which they are shown: what meets Setup and updates most often comes first. */
const ORDER: readonly Kind[] = [
  'antivirus',
  'agent',
  'file-system-filter',
  'network-filter',
  'device-filter',
  'update',
  'package',
  'feature',
  'driver-package',
  'driver',
  'service',
  'application',
  'process',
  'policy',
  'setup-state',
  'disk-encryption',
  'volume',
  'boot-entry',
  'recovery',
  'shadow-copy',
  'network-adapter',
]

/** Where one id names several things. */
const BY_DETAIL: ReadonlySet<Kind> = new Set(['process', 'device-filter', 'network-adapter'])
const BY_NAME: ReadonlySet<Kind> = new Set(['policy', 'setup-state'])

export function deriveLists(signals: readonly Timed[]): readonly MachineList[] {
  const lists = new Map<Kind, Map<string, MachineItem>>()
  const add = (kind: Kind, item: MachineItem): void => {
    const list = lists.get(kind) ?? new Map<string, MachineItem>()
    lists.set(kind, list)
    const key = keyOf(kind, item)
    const known = list.get(key)
    list.set(key, known === undefined ? item : filled(known, item))
  }
  for (const { signal, place } of signals) {
    if (signal.kind === 'machine.item') {
      const { item: kind, id, name, provider, version, detail } = signal
      add(kind, { id, name, provider, version, detail, place })
      if (kind === 'file-system-filter') addWhatItIs(id, name, detail, { place, add })
    } else if (signal.kind === 'machine.fact') {
      if (signal.key === 'antivirus') add('antivirus', named(signal.value, place))
      if (signal.key === 'filter-driver') add('file-system-filter', named(signal.value, place))
    }
  }
  return ORDER.flatMap((kind) => {
    const list = lists.get(kind)
    return list === undefined ? [] : [{ kind, items: ordered(kind, [...list.values()]) }]
  })
}

function named(id: string, place: MachineItem['place']): MachineItem {
  return { id, name: '', provider: '', version: '', detail: '', place }
}

/** A scanner or an agent shows by the altitude of its filter. */
function addWhatItIs(
  id: string,
  name: string,
  altitude: string,
  { place, add }: { place: MachineItem['place']; add: (kind: Kind, item: MachineItem) => void },
): void {
  const isOne = isScanner(id, altitude)
  if (!isOne && !isAgent(id, altitude)) return
  const detail = `${altitudeGroup(altitude)}, ${altitude}`
  const item = { id, name, provider: filterMaker(id), version: '', detail, place }
  add(isOne ? 'antivirus' : 'agent', item)
}

function keyOf(kind: Kind, { id, name, detail }: MachineItem): string {
  let key = id
  if (BY_DETAIL.has(kind)) key += `\n${detail}`
  if (BY_NAME.has(kind)) key += `\n${name}`
  return key.toLowerCase()
}

/** What one tool leaves out, another may tell. */
function filled(known: MachineItem, more: MachineItem): MachineItem {
  return {
    ...known,
    name: known.name || more.name,
    provider: known.provider || more.provider,
    version: known.version || more.version,
    detail: known.detail || more.detail,
  }
}

function ordered(kind: Kind, items: readonly MachineItem[]): readonly MachineItem[] {
  if (kind === 'file-system-filter') {
    // As they stand above the file system: the highest is asked first.
    return [...items]
      .sort((a, b) => (Number.parseFloat(b.detail) || 0) - (Number.parseFloat(a.detail) || 0))
      .map((item) => ({
        ...item,
        provider: item.provider || filterMaker(item.id),
        detail: [item.detail, altitudeGroup(item.detail)].filter((part) => part !== '').join(', '),
      }))
  }
  if (kind !== 'service' && kind !== 'driver') return items
  return [...items.filter((item) => !isInWindows(item)), ...items.filter(isInWindows)]
}

/** A service whose program lies below Windows is mostly Windows' own; what others installed comes first. */
function isInWindows({ detail }: MachineItem): boolean {
  return /(?:\\|^|, ?)(?:system32|syswow64|%systemroot%|%windir%|systemroot)\\|:\\windows\\/i.test(
    detail,
  )
}
