/** A record of an exported event log as a row of the table: level, provider, result code and signals, whatever the export's form. */
import type { EventFields, EventKind } from '../../model/event-kinds.ts'
import { Level, type LevelValue } from '../../model/event-table.ts'
import { wallMs, type Code, type WallMs } from '../../model/units.ts'
import type { EventSignal } from './meaning.ts'
import { codeOfEvent, signalsOfEvent } from './meanings.ts'
import { valuesOfMessage } from './message-values.ts'
import type { EventRecord } from './record.ts'

/** As logged: 1 critical, 2 error, 3 warning; 0 and 4 information, 5 verbose. */
const LEVELS: readonly LevelValue[] = [Level.Info, Level.Fatal, Level.Error, Level.Warning]

/** What records with all their values may say. */
export const EVENT_KINDS: readonly EventKind[] = [
  'cbs.repair-result',
  'clock.changed',
  'clock.utc',
  'dev.state',
  'log.begin',
  'log.end',
  'machine.fact',
  'pass.begin',
  'pass.end',
  'pass.failed',
  'sys.boot',
  'sys.bug-check',
  'sys.shutdown',
  'sys.unclean-restart',
  'update.failed',
  'update.step',
  'wer.report',
]

/** What may be told of a record whose message alone is at hand. */
export const MESSAGE_KINDS: readonly EventKind[] = [
  'clock.changed',
  'clock.utc',
  'dev.state',
  'sys.boot',
  'sys.bug-check',
  'sys.shutdown',
  'sys.unclean-restart',
  'update.failed',
  'update.step',
]

export interface ExportReading {
  readonly time: WallMs
  readonly level: LevelValue
  readonly component: string
  readonly code: Code
  readonly signals: readonly EventSignal[]
}

/** The row's time is UTC where the export prints that; `clock`: see UtcBeacon. */
export function readExport(event: EventRecord, clock: UtcBeacon): ExportReading {
  return readingOf(event, signalsOfEvent(event), clock)
}

/** The same for a record that has its message alone: values are drawn out of that. */
export function readMessageExport(
  record: Omit<EventRecord, 'data'>,
  clock: UtcBeacon,
): ExportReading {
  const event = { ...record, data: valuesOfMessage(record) }
  const said = signalsOfEvent(event).filter(
    (signal) =>
      MESSAGE_KINDS.includes(signal.kind) && !(signal.kind === 'dev.state' && signal.device === ''),
  )
  return readingOf(event, said, clock)
}

function readingOf(
  event: EventRecord,
  said: readonly EventSignal[],
  clock: UtcBeacon,
): ExportReading {
  const level = LEVELS[event.level] ?? Level.Info
  const beacon = clock.of(event)
  return {
    time: Number.isNaN(event.wall) ? wallMs(event.utc) : event.wall,
    level,
    component: event.provider,
    code: level >= Level.Warning ? codeOfEvent(event, said) : 0,
    signals: beacon === null ? said : [beacon, ...said],
  }
}

/** Tells once per file that its times are UTC. */
export class UtcBeacon {
  #isTold = false

  of({ utc }: EventRecord): ({ readonly kind: 'clock.utc' } & EventFields['clock.utc']) | null {
    if (this.#isTold || Number.isNaN(utc)) return null
    this.#isTold = true
    return { kind: 'clock.utc', utc, source: 'utc', errorMs: 0 }
  }
}
