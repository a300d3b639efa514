/** Sections of setupapi logs: what was installed, with what it named and how it ended. */
import { canonicalCode } from '../codes/code-value.ts'
import type { DriverSection } from '../model/story.ts'
import { utcMs, type UtcMs } from '../model/units.ts'
import { originals, signalsOf, type Materials, type Timed } from './materials.ts'

type Open<T> = { -readonly [K in keyof T]: T[K] }
type OpenSection = Open<Omit<DriverSection, 'infs' | 'errors'>> & {
  readonly infs: string[]
  readonly errors: DriverSection['errors'][number][]
}

/** Sections of all files, each file in its own order. */
export function deriveSections(materials: Materials): readonly DriverSection[] {
  return originals(materials).flatMap((file) => {
    const sections: OpenSection[] = []
    let open: OpenSection | null = null
    for (const timed of signalsOf(materials, file)) {
      const { signal } = timed
      if (signal.kind === 'drv.section-begin') {
        open = newSection(timed as Timed<'drv.section-begin'>)
        sections.push(open)
      } else if (open && signal.kind.startsWith('drv.')) {
        add(open, timed)
        if (signal.kind === 'drv.section-end') open = null
      }
    }
    return sections
  })
}

function newSection({ signal, at, place }: Timed<'drv.section-begin'>): OpenSection {
  const named = infName(`${signal.title} ${signal.target}`)
  return {
    title: signal.title,
    target: signal.target,
    from: at,
    to: utcMs(Number.NaN),
    outcome: 'unfinished',
    code: 0,
    infs: named === '' ? [] : [named],
    errors: [],
    place,
    end: null,
  }
}

function add(section: OpenSection, { signal, at, place }: Timed): void {
  switch (signal.kind) {
    case 'drv.section-end':
      section.to = latestTime(section.to, at)
      section.code = canonicalCode(signal.code)
      section.outcome = signal.ok ? 'succeeded' : 'failed'
      section.end = place
      return
    case 'drv.error':
      section.errors.push({
        text: signal.text,
        code: canonicalCode(signal.code),
        inf: signal.inf.toLowerCase(),
        folder: signal.folder,
        at,
        place,
      })
      name(section, signal.inf)
      return
    case 'drv.inf-fact':
      if (signal.key === 'inf-name' || signal.key === 'inf-path')
        name(section, infName(signal.value))
      return
    case 'drv.published':
      name(section, signal.inf)
      return
    default:
      section.to = latestTime(section.to, at)
  }
}

function latestTime(known: UtcMs, at: UtcMs): UtcMs {
  return Number.isNaN(at) || known > at ? known : at
}

function name(section: OpenSection, inf: string): void {
  const lower = inf.toLowerCase()
  if (lower !== '' && !section.infs.includes(lower)) section.infs.push(lower)
}

/** The last INF file name in a text, lower case; '' = none. */
export function infName(text: string): string {
  return (
    /([^\\/:*?"<>|\s]+\.inf)(?![\w.])/i
      .exec(text.split(/[\\/]/).at(-1) ?? '')?.[1]
      ?.toLowerCase() ?? ''
  )
}
