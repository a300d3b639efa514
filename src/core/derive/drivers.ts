/**
 * One identity per driver package, joined over CBS and setupapi: the original INF name. A published name (oemNN.inf) and
 * a store folder (x.inf_amd64_hash) lead back to it.
 */
import { canonicalCode } from '../codes/code-value.ts'
import type {
  DriverSection,
  DriverStaging,
  Outcome,
  Place,
  ServicingSession,
} from '../model/story.ts'
import { utcMs, type Code, type UtcMs } from '../model/units.ts'
import { byTime, latest, originals, signalsOf, type Materials, type Timed } from './materials.ts'
import { infName } from './sections.ts'

/** Public key token of the platform's own components: a package below WinSxS with it comes with Windows. */
const PLATFORM_KEY = '31bf3856ad364e35'

interface Draft {
  readonly inf: string
  published: string
  storeFolder: string
  provider: string
  version: string
  service: string
  inbox: boolean
  from: number
  to: number
  /** Last time that it went well; NaN = never, or at an unknown time where `ok`. */
  okAt: number
  ok: boolean
  readonly places: Place[]
  readonly failures: { readonly at: UtcMs; readonly place: Place; readonly code: Code }[]
}

/** Drivers by time of first mention. Places are capped: a healthy package is mentioned hundreds of times. */
const MOST_PLACES = 40

export function deriveDrivers(
  materials: Materials,
  sections: readonly DriverSection[],
  sessions: readonly ServicingSession[],
): readonly DriverStaging[] {
  const book = new Map<string, Draft>()
  const published = new Map<string, string>()
  for (const file of originals(materials)) {
    for (const { signal } of signalsOf(materials, file))
      if (signal.kind === 'drv.published' && signal.inf !== '' && signal.published !== '')
        published.set(signal.published.toLowerCase(), signal.inf.toLowerCase())
  }
  const driver = (inf: string): Draft => {
    const lower = inf.toLowerCase()
    const key = published.get(lower) ?? lower
    const known = book.get(key)
    if (known) return known
    const made = newDraft(key)
    book.set(key, made)
    return made
  }
  for (const file of originals(materials)) readFile(materials, file, driver)
  for (const session of sessions)
    for (const queue of session.driverQueues)
      for (const item of queue.items) {
        const draft = driver(item.inf)
        mention(draft, item.at, item.place)
        if (item.code === 0) succeed(draft, item.at)
        else draft.failures.push({ at: item.at, place: item.place, code: item.code })
      }
  for (const section of sections) finishSection(section, driver)
  return [...book.values()]
    .map(finish)
    .sort((a, b) => byTime(a.from, b.from) || (a.inf < b.inf ? -1 : 1))
}

function newDraft(inf: string): Draft {
  return {
    inf,
    published: '',
    storeFolder: '',
    provider: '',
    version: '',
    service: '',
    inbox: false,
    from: Number.NaN,
    to: Number.NaN,
    okAt: Number.NaN,
    ok: false,
    places: [],
    failures: [],
  }
}

function succeed(draft: Draft, at: number): void {
  draft.ok = true
  draft.okAt = latest(draft.okAt, at)
}

function mention(draft: Draft, at: UtcMs, place: Place): void {
  if (!Number.isNaN(at)) {
    if (!(draft.from <= at)) draft.from = at
    if (!(draft.to >= at)) draft.to = at
  }
  if (draft.places.length < MOST_PLACES) draft.places.push(place)
}

/** Facts about an INF belong to the INF named last before them in the same section. */
function readFile(materials: Materials, file: number, driver: (inf: string) => Draft): void {
  let current: Draft | null = null
  for (const timed of signalsOf(materials, file)) {
    const { signal, at, place } = timed
    switch (signal.kind) {
      case 'drv.section-begin': {
        const inf = infName(`${signal.title} ${signal.target}`)
        current = inf === '' ? null : driver(inf)
        if (current) mention(current, at, place)
        break
      }
      case 'drv.inf-fact':
        current = readFact(timed as Timed<'drv.inf-fact'>, current, driver)
        break
      case 'drv.published': {
        if (signal.inf === '') break
        current = driver(signal.inf)
        if (signal.published !== '') current.published = signal.published
        if (isStoreFolder(signal.folder)) current.storeFolder = signal.folder
        mention(current, at, place)
        break
      }
      case 'drv.error': {
        const inf = signal.inf === '' ? current : driver(signal.inf)
        if (!inf) break
        mention(inf, at, place)
        if (isStoreFolder(signal.folder)) inf.storeFolder = signal.folder
        if (isPlatformPath(signal.text)) inf.inbox = true
        if (signal.code !== 0) inf.failures.push({ at, place, code: canonicalCode(signal.code) })
        break
      }
      case 'cbs.doqe-result': {
        if (signal.inf === '') break
        const inf = driver(signal.inf)
        mention(inf, at, place)
        if (signal.code !== 0) inf.failures.push({ at, place, code: canonicalCode(signal.code) })
        break
      }
      default:
    }
  }
}

function readFact(
  timed: Timed<'drv.inf-fact'>,
  current: Draft | null,
  driver: (inf: string) => Draft,
): Draft | null {
  const { signal, at, place } = timed
  if (signal.key === 'inf-name' || signal.key === 'inf-path') {
    const inf = infName(signal.value)
    if (inf === '') return current
    const named = driver(inf)
    if (isPlatformPath(signal.value)) named.inbox = true
    mention(named, at, place)
    return named
  }
  if (!current) return null
  if (signal.key === 'provider' && current.provider === '') current.provider = signal.value
  if (signal.key === 'version' && current.version === '') current.version = signal.value
  if (signal.key === 'service' && current.service === '') current.service = signal.value
  return current
}

/** `x.inf_amd64_313106b94d0b5742` below FileRepository; a component folder of WinSxS is not one. */
function isStoreFolder(folder: string): boolean {
  return /\.inf_[a-z0-9]+_[0-9a-f]{16}$/i.test(folder)
}

function isPlatformPath(text: string): boolean {
  return /\\winsxs\\/i.test(text) && text.includes(PLATFORM_KEY)
}

/** A section's end is told to the drivers it names: the only one, or the ones that its errors name. */
function finishSection(section: DriverSection, driver: (inf: string) => Draft): void {
  if (section.outcome === 'succeeded') {
    for (const inf of section.infs) succeed(driver(inf), section.to)
    return
  }
  if (section.outcome !== 'failed') return
  const blamed = section.errors.map((error) => error.inf).filter((inf) => inf !== '')
  const only = section.infs.length === 1 ? section.infs : []
  for (const inf of new Set(blamed.length > 0 ? blamed : only)) {
    const draft = driver(inf)
    if (draft.failures.length === 0 || section.end === null) {
      draft.failures.push({
        at: section.to,
        place: section.end ?? section.place,
        code: section.code,
      })
    }
  }
}

function finish(draft: Draft): DriverStaging {
  const failures = [...draft.failures].sort((a, b) => byTime(a.at, b.at))
  const good: Outcome = draft.ok ? 'succeeded' : 'unknown'
  const lastFailure = failures.at(-1)
  // Tried again and taken: the last word counts.
  const failed = lastFailure !== undefined && !(draft.okAt > lastFailure.at)
  return {
    inf: draft.inf,
    published: draft.published,
    storeFolder: draft.storeFolder,
    provider: draft.provider,
    version: draft.version,
    service: draft.service,
    inbox: draft.inbox || /^microsoft( windows| corporation)?$/i.test(draft.provider),
    from: utcMs(draft.from),
    to: utcMs(draft.to),
    outcome: failed ? 'failed' : good,
    code: failed ? (failures.find(({ code }) => code !== 0)?.code ?? 0) : 0,
    places: draft.places,
    failures,
  }
}
