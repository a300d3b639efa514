/** What rules look at: the story, the signals it was made of, signature hits, and what numbers mean. Read only. */
import { lookUp } from '../codes/look-up.ts'
import { formatCode } from '../codes/code-value.ts'
import { signalsOf, originals, timeOfRow, type Timed } from '../derive/materials.ts'
import type { EventKind } from '../model/event-kinds.ts'
import { Level, rowOfLine } from '../model/event-table.ts'
import type { Attempt, Place, Story } from '../model/story.ts'
import type { Code, UtcMs } from '../model/units.ts'

/** How far back an error may lie to belong to the failure that it stands before. */
const SAME_MOMENT_MS = 60_000

export interface TimedHit {
  readonly file: number
  readonly at: UtcMs
  readonly place: Place
  readonly groups: readonly string[]
}

export class Facts {
  readonly story: Story
  readonly #byKind = new Map<EventKind, Timed[]>()
  readonly #hits = new Map<string, TimedHit[]>()

  constructor(story: Story) {
    this.story = story
    for (const file of originals(story)) {
      for (const timed of signalsOf(story, file)) {
        const list = this.#byKind.get(timed.signal.kind)
        if (list) list.push(timed)
        else this.#byKind.set(timed.signal.kind, [timed])
      }
      for (const hit of story.files[file]?.hits ?? []) {
        const made: TimedHit = {
          file,
          at: timeOfRow(story, file, hit.row),
          place: { file, line: hit.line },
          groups: hit.groups,
        }
        const list = this.#hits.get(hit.signature)
        if (list) list.push(made)
        else this.#hits.set(hit.signature, [made])
      }
    }
  }

  /** Signals of a kind, file by file, in file order. */
  signals<K extends EventKind>(kind: K): readonly Timed<K>[] {
    return (this.#byKind.get(kind) ?? []) as unknown as readonly Timed<K>[]
  }

  hits(signature: string): readonly TimedHit[] {
    return this.#hits.get(signature) ?? []
  }

  path(place: Place): string {
    return this.story.files[place.file]?.path ?? ''
  }

  /** `0x800703F1 ERROR_BADDB`, or the number alone where no name is known. */
  named(code: Code): string {
    const { name } = lookUp(code)
    return name ? `${formatCode(code)} ${name}` : formatCode(code)
  }

  /**
   * The last `count` records of at least Error level in a file before the record of a line, nearest first. Only those of
   * the minute before: what is older belongs to something else.
   */
  errorsBefore(place: Place, count: number): readonly Place[] {
    const table = this.story.files[place.file]?.table
    const found: Place[] = []
    if (!table) return found
    const last = rowOfLine(table, place.line)
    const from = (table.time[last] ?? Number.NaN) - SAME_MOMENT_MS
    for (let row = last - 1; row >= 0 && found.length < count; row--) {
      if ((table.time[row] as number) < from) break
      if ((table.level[row] as number) >= Level.Error)
        found.push({ file: place.file, line: table.line[row] as number })
    }
    return found
  }

  /** The attempt whose span holds a time, the latest begun first; null = none. */
  attemptAt(at: UtcMs): Attempt | null {
    const slackMs = 60_000
    return (
      this.story.attempts.findLast(
        (one) => at >= one.from - slackMs && at <= one.to + slackMs && one.outcome !== 'succeeded',
      ) ??
      this.story.attempts.findLast((one) => at >= one.from - slackMs && at <= one.to + slackMs) ??
      null
    )
  }
}

/** An attempt of which a failure is shown. */
export function hasFailed(attempt: Attempt): boolean {
  return attempt.outcome === 'failed' || attempt.outcome === 'rolled-back'
}

/** Failed, or stopped by somebody: there is something to explain. */
export function isTroubled(attempt: Attempt): boolean {
  return hasFailed(attempt) || attempt.outcome === 'cancelled'
}
