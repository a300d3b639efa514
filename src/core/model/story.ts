/**
 * What derive makes of the events: the things that an engineer draws on paper.
 * All times are UtcMs on reconciled clocks (see FileClock: an assumed offset is still a time, and its source says so).
 * NaN = not known. `Place` leads back to the line.
 */
import type { CrashDump } from './crash.ts'
import type { EventFields } from './event-kinds.ts'
import type { Code, UtcMs } from './units.ts'
import type { LogFile } from './log-file.ts'

/** A line of a file of the bundle: index into Story.files, 1-based line. */
export interface Place {
  readonly file: number
  readonly line: number
}

export type Outcome =
  | 'succeeded'
  | 'failed'
  | 'rolled-back'
  | 'cancelled'
  | 'skipped'
  | 'never-reached'
  | 'unfinished'
  | 'unknown'

export interface Span {
  readonly from: UtcMs
  readonly to: UtcMs
}

/** Where an offset comes from, best first. */
export type ClockSource =
  | 'user'
  | 'utc'
  | 'csi-stamp'
  | 'zone-in-line'
  | 'session-id'
  | 'boot-time'
  | 'same-event'
  | 'other-file'
  | 'assumed'

/** From `fromRow` on (to the next segment), UTC = wall time - offset. */
export interface ClockSegment {
  readonly fromRow: number
  readonly fromLine: number
  readonly offsetMinutes: number
  readonly source: ClockSource
  /** How far the clock may be off, in seconds; null = not known (assumed). */
  readonly errorSeconds: number | null
}

/** Segments in file order, at least one for a file with times. */
export interface FileClock {
  readonly segments: readonly ClockSegment[]
}

export type AttemptKind =
  | 'upgrade'
  | 'clean-install'
  | 'audit'
  | 'oobe'
  | 'update'
  | 'reset'
  | 'sysprep'
  | 'driver'
  | 'repair'
  | 'recovery'
  | 'other'

export type PhaseKind =
  'setup' | 'operation-track' | 'configuration-pass' | 'servicing' | 'rollback'

export interface Phase extends Span {
  readonly name: string
  readonly kind: PhaseKind
  readonly outcome: Outcome
  readonly code: Code
  readonly place: Place | null
}

export interface Operation extends Span {
  readonly name: string
  /** Name of the phase it ran in; '' = not known. */
  readonly phase: string
  readonly outcome: Outcome
  readonly code: Code
  readonly place: Place | null
}

/** One run of something that can fail as a whole. */
export interface Attempt extends Span {
  /** `attempt-1` ... in order of time. */
  readonly id: string
  readonly kind: AttemptKind
  /** KB of an update, target build of an upgrade, INF of a driver install; '' = none. */
  readonly subject: string
  readonly outcome: Outcome
  readonly result: Code
  readonly extend: Code
  readonly phases: readonly Phase[]
  readonly operations: readonly Operation[]
  /** Where it begins, and where its end (result, last line) is printed. */
  readonly begin: Place | null
  readonly end: Place | null
  /** Ids of servicing sessions that belong to it. */
  readonly sessions: readonly string[]
}

export interface ServicingPackage {
  readonly identity: string
  readonly kb: string
  readonly targetState: string
  readonly outcome: Outcome
  readonly place: Place | null
}

export interface ExecuteState {
  readonly state: string
  readonly at: UtcMs
  readonly place: Place
}

export interface DriverQueueItem {
  readonly inf: string
  readonly index: number
  readonly phase: number
  /** Canonical code (0x8007xxxx); 0 = succeeded. */
  readonly code: Code
  readonly action: string
  readonly at: UtcMs
  readonly place: Place
}

/** One run of the driver operations queue (Doqe). */
export interface DriverQueueRun extends Span {
  readonly action: string
  readonly direction: string
  /** -1 = not printed. */
  readonly count: number
  readonly outcome: Outcome
  readonly code: Code
  readonly items: readonly DriverQueueItem[]
  readonly place: Place
}

export interface ServicingSession extends Span {
  /** `30754339_543620214`, or `run-N` where the log begins inside a session. */
  readonly id: string
  readonly client: string
  readonly outcome: Outcome
  readonly code: Code
  readonly packages: readonly ServicingPackage[]
  readonly executeStates: readonly ExecuteState[]
  readonly driverQueues: readonly DriverQueueRun[]
  readonly rebootRequired: boolean | null
  /** `Setting original failure status`: the code before the noise. */
  readonly originalFailure: {
    readonly code: Code
    readonly state: string
    readonly at: UtcMs
    readonly place: Place
  } | null
  /** Where the rollback begins, null = none. */
  readonly rollback: { readonly at: UtcMs; readonly place: Place } | null
  readonly place: Place | null
}

/** A section of a setupapi log. */
export interface DriverSection extends Span {
  readonly title: string
  readonly target: string
  readonly outcome: Outcome
  readonly code: Code
  /** INF file names that the section names (lower case), in order of first mention. */
  readonly infs: readonly string[]
  /** `!!!` lines. */
  readonly errors: readonly {
    readonly text: string
    readonly code: Code
    readonly inf: string
    readonly folder: string
    readonly at: UtcMs
    readonly place: Place
  }[]
  readonly place: Place
  readonly end: Place | null
}

/** One driver package, joined over all logs. Names as printed; '' = not known. */
export interface DriverStaging extends Span {
  /** Original INF name, lower case: the identity. */
  readonly inf: string
  readonly published: string
  readonly storeFolder: string
  readonly provider: string
  readonly version: string
  readonly service: string
  /** The package comes from the component store under the platform's own key: no vendor to ask. */
  readonly inbox: boolean
  readonly outcome: Outcome
  readonly code: Code
  readonly places: readonly Place[]
  /** Places that show the failure, in order of time. */
  readonly failures: readonly { readonly at: UtcMs; readonly place: Place; readonly code: Code }[]
}

export interface Boot {
  readonly at: UtcMs
  readonly source:
    'last-boot-time' | 'boot-session' | 'dump-uptime' | 'setup-log' | 'event-log' | 'inventory'
  /** How exactly the time is known, in seconds. */
  readonly errorSeconds: number
  readonly place: Place
}

export interface Crash extends Omit<CrashDump, 'architecture' | 'method'> {
  readonly architecture: string
  /** Module named by the log or by the dump; '' = none. */
  readonly suspect: string
  /** `log`: known from a log line, no dump. */
  readonly method: CrashDump['method'] | 'log'
  readonly place: Place
}

export interface Rollback extends Span {
  readonly fromState: string
  readonly result: Code
  readonly extend: Code
  readonly outcome: Outcome
  readonly places: readonly Place[]
}

export interface Machine {
  readonly name: string | null
  readonly manufacturer: string | null
  readonly model: string | null
  readonly edition: string | null
  readonly hostBuild: string | null
  readonly targetBuild: string | null
  readonly architecture: string | null
  readonly language: string | null
  readonly antivirus: readonly string[]
  readonly filterDrivers: readonly string[]
  /** All that is told of it, each value with where it stands; one entry per key, in a fixed order. */
  readonly facts: readonly MachineFact[]
  /** What inventories list, one entry per kind of thing, in a fixed order; only kinds of which something is listed. */
  readonly lists: readonly MachineList[]
}

/** Whose word a fact is: `inventory` outweighs `log`, and that `dump`. */
export type FactSource = 'inventory' | 'log' | 'dump'

export interface ToldValue {
  readonly value: string
  readonly from: FactSource
  /** Where it is said first. */
  readonly place: Place
}

export interface MachineFact extends ToldValue {
  readonly key: EventFields['machine.fact']['key']
  /** Other values of the same, most trusted first. */
  readonly others: readonly ToldValue[]
  /** True where one machine cannot have both values: the bundle may hold files of two machines. */
  readonly isConflict: boolean
}

export interface MachineItem {
  readonly id: string
  readonly name: string
  readonly provider: string
  readonly version: string
  readonly detail: string
  readonly place: Place
}

export interface MachineList {
  readonly kind: EventFields['machine.item']['item']
  readonly items: readonly MachineItem[]
}

/** Everything that rules look at, timeline draws and report prints. */
export interface Story {
  readonly files: readonly LogFile[]
  /** One per file, same order. */
  readonly clocks: readonly FileClock[]
  /** Files that repeat another one's lines (setuperr beside setupact): index of the other, or -1. */
  readonly twinOf: readonly number[]
  readonly attempts: readonly Attempt[]
  readonly sessions: readonly ServicingSession[]
  readonly sections: readonly DriverSection[]
  readonly drivers: readonly DriverStaging[]
  readonly boots: readonly Boot[]
  readonly crashes: readonly Crash[]
  readonly rollbacks: readonly Rollback[]
  readonly machine: Machine
}
