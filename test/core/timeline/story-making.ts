/** Stories written by hand, as short as the case they stand for: what the timeline is tested and shown with. */
import type { Finding } from '../../../src/core/model/finding.ts'
import type { LogFile } from '../../../src/core/model/log-file.ts'
import type {
  Attempt,
  Boot,
  ClockSegment,
  ClockSource,
  Crash,
  DriverSection,
  DriverStaging,
  FileClock,
  Operation,
  Outcome,
  Phase,
  PhaseKind,
  Place,
  Rollback,
  ServicingSession,
  Story,
} from '../../../src/core/model/story.ts'
import { EventTableBuilder, Level } from '../../../src/core/model/event-table.ts'
import { utcMs, wallMs, type UtcMs } from '../../../src/core/model/units.ts'

/** A log's records: time as printed (`2022-10-10 15:33:51`) and E, W or I. One line each. */
export type Row = readonly [time: string, level: 'E' | 'W' | 'I']

export interface Written {
  readonly file: LogFile
  readonly clock: FileClock
}

export function writeLog(
  path: string,
  rows: readonly Row[],
  offsetMinutes: number,
  source: ClockSource = 'csi-stamp',
): Written {
  const table = new EventTableBuilder()
  rows.forEach(([time, level], index) => {
    const severity = { E: Level.Error, W: Level.Warning, I: Level.Info }[level]
    table.add(wallMs(Date.parse(`${time.replace(' ', 'T')}Z`)), index + 1, index * 80, severity, 0)
  })
  const segment: ClockSegment = { fromRow: 0, fromLine: 1, offsetMinutes, source, errorSeconds: 1 }
  return {
    clock: { segments: [segment] },
    file: {
      path,
      bytes: rows.length * 80,
      format: 'text',
      kind: null,
      encoding: 'utf-8',
      encodingConfidence: 1,
      encodingChosen: false,
      encodingRuns: [],
      lines: rows.length,
      lineIndex: new Uint32Array([0]),
      table: table.finish(['']),
      signals: [],
      hits: [],
      problems: [],
      unparsed: [],
      rendered: null,
      records: null,
      recordsBad: null,
    },
  }
}

export function makeStory(logs: readonly Written[], parts: Partial<Story> = {}): Story {
  return {
    files: logs.map((log) => log.file),
    clocks: logs.map((log) => log.clock),
    twinOf: logs.map(() => -1),
    attempts: [],
    sessions: [],
    sections: [],
    drivers: [],
    boots: [],
    crashes: [],
    rollbacks: [],
    machine: {
      name: 'PC-0231',
      manufacturer: null,
      model: null,
      edition: null,
      hostBuild: null,
      targetBuild: null,
      architecture: null,
      language: null,
      antivirus: [],
      filterDrivers: [],
      facts: [],
      lists: [],
    },
    ...parts,
  }
}

/** UTC of a time on a clock that is `hours` ahead. '' = not known. */
export function at(time: string, hours = 8): UtcMs {
  return utcMs(
    time === '' ? Number.NaN : Date.parse(`${time.replace(' ', 'T')}Z`) - hours * 3_600_000,
  )
}

export const place = (file: number, line: number): Place => ({ file, line })

export function phase(
  name: string,
  kind: PhaseKind,
  from: string,
  to: string,
  outcome: Outcome,
  where: Place | null = null,
  hours = 8,
): Phase {
  return { name, kind, from: at(from, hours), to: at(to, hours), outcome, code: 0, place: where }
}

export function operation(
  name: string,
  inPhase: string,
  from: string,
  to: string,
  outcome: Outcome,
): Operation {
  return { name, phase: inPhase, from: at(from), to: at(to), outcome, code: 0, place: null }
}

export function attempt(
  parts: Partial<Attempt> & Pick<Attempt, 'id' | 'kind' | 'from' | 'to' | 'outcome'>,
): Attempt {
  return {
    subject: '',
    result: 0,
    extend: 0,
    phases: [],
    operations: [],
    begin: null,
    end: null,
    sessions: [],
    ...parts,
  }
}

export function session(
  parts: Partial<ServicingSession> & Pick<ServicingSession, 'id' | 'from' | 'to' | 'outcome'>,
): ServicingSession {
  return {
    client: '',
    code: 0,
    packages: [],
    executeStates: [],
    driverQueues: [],
    rebootRequired: null,
    originalFailure: null,
    rollback: null,
    place: null,
    ...parts,
  }
}

export function section(
  title: string,
  from: string,
  to: string,
  outcome: Outcome,
  where: Place,
  parts: Partial<DriverSection> = {},
): DriverSection {
  return {
    title,
    target: '',
    from: at(from),
    to: at(to),
    outcome,
    code: 0,
    infs: [],
    errors: [],
    place: where,
    end: null,
    ...parts,
  }
}

export function driver(
  inf: string,
  when: string,
  outcome: Outcome,
  parts: Partial<DriverStaging> = {},
): DriverStaging {
  return {
    inf,
    published: '',
    storeFolder: '',
    provider: '',
    version: '',
    service: '',
    inbox: false,
    outcome,
    code: 0,
    from: at(when),
    to: at(when),
    places: [],
    failures: [],
    ...parts,
  }
}

export function boot(when: string, where: Place, hours = 8): Boot {
  return { at: at(when, hours), source: 'last-boot-time', errorSeconds: 1, place: where }
}

export function crash(when: string, bugCheck: number, suspect: string, where: Place): Crash {
  return {
    at: at(when),
    bugCheck,
    parameters: [],
    uptimeMs: Number.NaN,
    build: '',
    architecture: 'x64',
    dumpKind: 'kernel',
    suspect,
    method: 'unwind',
    frames: [],
    from: 'none',
    process: '',
    nullRegister: '',
    loading: '',
    modules: [],
    unloaded: [],
    place: where,
  }
}

export function rollback(from: string, to: string, fromState: string, where: Place): Rollback {
  return {
    from: at(from),
    to: at(to),
    fromState,
    result: 0,
    extend: 0,
    outcome: 'succeeded',
    places: [where],
  }
}

export function finding(
  ruleId: string,
  role: Finding['role'],
  when: string,
  subject: string,
  evidence: readonly Place[],
  parts: Partial<Finding> = {},
): Finding {
  return {
    id: ruleId,
    ruleId,
    level: 'error',
    role,
    confidence: 'shown',
    message: { en: ruleId, zh: ruleId },
    codes: [],
    subject,
    at: at(when),
    evidence,
    advice: [],
    inFavour: [],
    against: [],
    attempt: '',
    ...parts,
  }
}
