/** Facts of the machine by trust: an inventory outweighs a log, a later word an earlier one, and what WinPE says of itself counts for nothing. */
import type { MachineFact, ToldValue } from '../../model/story.ts'
import { byTime, type Materials, type Timed } from '../materials.ts'
import { isFiller, isNoValue, isOfWinPe, isOwnOfWinPe, moreExact, sameValue } from './values.ts'

type Key = MachineFact['key']

/** In the order in which they are shown. Lists (antivirus, filter drivers) stand among the lists. */
const ORDER: readonly Key[] = [
  'name',
  'domain',
  'manufacturer',
  'model',
  'os-name',
  'edition',
  'os-build',
  'host-build',
  'target-build',
  'architecture',
  'language',
  'time-zone',
  'install-date',
  'last-boot',
  'bios',
  'bios-date',
  'firmware',
  'secure-boot',
  'processor',
  'memory',
  'setup-command',
]

/** What a machine has once; of the others, a bundle may hold values of different days. */
const UNIQUE: ReadonlySet<Key> = new Set(['name', 'manufacturer', 'model'])

/** Words of a run, of which the first counts. */
const OF_A_RUN: ReadonlySet<Key> = new Set(['host-build', 'target-build', 'setup-command'])

/** More contradictions than this say nothing more. */
const MOST_OTHERS = 8

interface Candidate extends ToldValue {
  readonly at: number
  readonly path: string
}

/** `told`: signals about the machine, by file. */
export function deriveFacts(
  materials: Materials,
  told: readonly (readonly Timed[])[],
): readonly MachineFact[] {
  const candidates = new Map<Key, Candidate[]>()
  for (const signals of told) {
    const isPe = signals.some(({ signal }) => signal.kind === 'machine.fact' && isOfWinPe(signal))
    for (const timed of signals) {
      const found = candidateOf(materials, timed, isPe)
      if (found === null) continue
      const list = candidates.get(found.key)
      if (list === undefined) candidates.set(found.key, [found.candidate])
      else list.push(found.candidate)
    }
  }
  return ORDER.flatMap((key) => {
    const found = candidates.get(key)
    return found === undefined ? [] : [settle(key, found)]
  })
}

function candidateOf(
  materials: Materials,
  { signal, at, place }: Timed,
  isPe: boolean,
): { readonly key: Key; readonly candidate: Candidate } | null {
  const path = materials.files[place.file]?.path ?? ''
  if (signal.kind === 'crash.dump') {
    if (signal.architecture === 'unknown') return null
    const value = signal.architecture
    return { key: 'architecture', candidate: { value, from: 'dump', place, at, path } }
  }
  if (signal.kind !== 'machine.fact' || isNoValue(signal.value)) return null
  const { key, value } = signal
  if (!ORDER.includes(key) || isOwnOfWinPe(key, value, isPe && signal.from === 'inventory'))
    return null
  return { key, candidate: { value, from: signal.from ?? 'log', place, at, path } }
}

function settle(key: Key, candidates: readonly Candidate[]): MachineFact {
  const ranked = OF_A_RUN.has(key) ? candidates : [...candidates].sort((a, b) => byTrust(key, a, b))
  const told: Candidate[] = []
  for (const candidate of ranked) {
    const same = told.findIndex(({ value }) => sameValue(key, value, candidate.value))
    if (same < 0) told.push(candidate)
    // The same in more words: a build with its revision. The place is that of the words that are shown.
    else if (moreExact(key, candidate.value, (told[same] as Candidate).value)) {
      const { value, place } = candidate
      told[same] = { ...(told[same] as Candidate), value, place }
    }
  }
  const [first, ...others] = told
  const { value, from, place } = first as Candidate
  return {
    key,
    value,
    from,
    place,
    others: others.slice(0, MOST_OTHERS).map(({ value: other, from: source, place: where }) => ({
      value: other,
      from: source,
      place: where,
    })),
    isConflict: UNIQUE.has(key) && others.some((other) => !isFiller(key, other.value)),
  }
}

const TRUST: Readonly<Record<ToldValue['from'], number>> = { inventory: 0, log: 1, dump: 2 }

/**
 * The order of the files says nothing: among equals the later word counts, and where none has a time the one whose path comes
 * first, so that the same bundle gives the same answer however it was packed.
 */
function byTrust(key: Key, a: Candidate, b: Candidate): number {
  return (
    Number(isFiller(key, a.value)) - Number(isFiller(key, b.value)) ||
    TRUST[a.from] - TRUST[b.from] ||
    byTime(-a.at, -b.at) ||
    (a.path < b.path ? -1 : Number(a.path > b.path)) ||
    a.place.line - b.place.line
  )
}
