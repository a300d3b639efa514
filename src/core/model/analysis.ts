/**
 * The analysis as JSON: what `Export > JSON` saves and `npm run analyze -- … --json` prints.
 * Times ISO 8601 UTC, codes `0x%08X`, extend codes as the field writes them (`0x40017`), lines 1-based,
 * null = not known. docs/analysis-format.md describes every field. Changing a meaning raises `version`.
 */
import type { Localized } from './units.ts'
import type {
  AttemptKind,
  ClockSource,
  FactSource,
  MachineFact,
  MachineList,
  Outcome,
  PhaseKind,
} from './story.ts'
import type { Confidence, FindingLevel, FindingRole } from './finding.ts'
import type { EncodingRun, UnparsedRun } from './log-file.ts'
import type { FileKind } from './file-kind.ts'
import type { Problem } from './problem.ts'

export interface AnalysisEvidence {
  readonly path: string
  readonly line: number
  readonly text: string
}

export interface AnalysisEntry {
  readonly path: string
  readonly bytes: number
  readonly format: string
  /** Name of the format for people. */
  readonly formatTitle: Localized
  /** What a file without lines is by its first bytes: `registry-hive`, `etl` …; null = text, or not known. */
  readonly kind: FileKind | null
  readonly encoding: string
  /** 0..1 */
  readonly encodingConfidence: number
  /** True where a person chose the encoding. */
  readonly encodingChosen: boolean
  /** Where the file changes its encoding; [] = one throughout. */
  readonly encodingRuns: readonly EncodingRun[]
  readonly lines: number
  readonly events: number
  readonly levels: { readonly error: number; readonly warning: number; readonly info: number }
  readonly firstTime: string | null
  readonly lastTime: string | null
  readonly firstWallTime: string | null
  readonly lastWallTime: string | null
  readonly earliestWallTime: string | null
  readonly latestWallTime: string | null
  readonly clock: readonly {
    readonly fromLine: number
    readonly offsetMinutes: number
    readonly source: ClockSource
    readonly errorSeconds: number | null
  }[]
  /** The moment that a person pinned the entry to. */
  readonly pinnedAt: string | null
  readonly records: number | null
  readonly recordsBad: number | null
  /** Non-blank lines that belong to no record, and where they stand. */
  readonly unparsedLines: number
  readonly unparsed: readonly UnparsedRun[]
}

export interface AnalysisFinding {
  readonly id: string
  readonly ruleId: string
  readonly level: FindingLevel
  readonly role: FindingRole
  readonly confidence: Confidence
  readonly message: Localized
  readonly codes: readonly string[]
  readonly subject: string | null
  readonly at: string | null
  readonly evidence: readonly AnalysisEvidence[]
  readonly advice: readonly Localized[]
  readonly inFavour: readonly Localized[]
  readonly against: readonly Localized[]
  readonly attempt: string | null
}

export interface AnalysisSpan {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
  readonly outcome: Outcome
}

export interface Analysis {
  readonly format: 'setupscope-analysis'
  readonly version: 1
  readonly bundle: { readonly name: string; readonly bytes: number; readonly entries: number }
  readonly entries: readonly AnalysisEntry[]
  readonly machine: {
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
    /** One entry per thing that is known, in a fixed order. */
    readonly facts: readonly {
      readonly key: MachineFact['key']
      readonly value: string
      readonly from: FactSource
      /** One machine cannot have both this value and one of `others`. */
      readonly conflict: boolean
      readonly evidence: readonly AnalysisEvidence[]
      readonly others: readonly {
        readonly value: string
        readonly from: FactSource
        readonly path: string
        readonly line: number
      }[]
    }[]
    /** One entry per kind of thing that inventories list. */
    readonly inventory: readonly {
      readonly kind: MachineList['kind']
      /** How many there are; `items` holds the first of them. */
      readonly count: number
      readonly items: readonly {
        readonly id: string
        readonly name: string | null
        readonly provider: string | null
        readonly version: string | null
        readonly detail: string | null
        readonly path: string
        readonly line: number
      }[]
    }[]
  }
  readonly attempts: readonly {
    readonly id: string
    readonly kind: AttemptKind
    readonly subject: string | null
    readonly from: string | null
    readonly to: string | null
    readonly outcome: Outcome
    readonly result: string | null
    readonly extend: string | null
    readonly phases: readonly (AnalysisSpan & { readonly kind: PhaseKind })[]
    readonly operations: readonly (AnalysisSpan & { readonly phase: string | null })[]
  }[]
  readonly servicing: readonly {
    readonly id: string
    readonly client: string | null
    readonly from: string | null
    readonly to: string | null
    readonly outcome: Outcome
    readonly code: string | null
    readonly packages: readonly {
      readonly identity: string
      readonly kb: string | null
      readonly targetState: string | null
      readonly outcome: Outcome
    }[]
    readonly executeStates: readonly string[]
  }[]
  readonly boots: readonly { readonly at: string | null; readonly source: string }[]
  readonly rollbacks: readonly {
    readonly at: string | null
    readonly fromState: string | null
    readonly result: string | null
    readonly extend: string | null
    readonly outcome: Outcome
    readonly evidence: readonly AnalysisEvidence[]
  }[]
  readonly drivers: readonly {
    readonly inf: string
    readonly published: string | null
    readonly storeFolder: string | null
    readonly provider: string | null
    readonly version: string | null
    readonly service: string | null
    readonly outcome: Outcome
    readonly code: string | null
    readonly evidence: readonly AnalysisEvidence[]
  }[]
  readonly crashes: readonly {
    readonly path: string
    readonly bugCheck: string
    readonly name: string | null
    readonly parameters: readonly string[]
    readonly at: string | null
    readonly uptimeSeconds: number | null
    readonly build: string | null
    readonly architecture: string | null
    readonly dumpKind: string
    readonly suspect: string | null
    readonly method: string
    readonly frames: readonly {
      readonly module: string
      readonly offset: string
      readonly symbol: string | null
      /** The symbol is only the nearest export before. */
      readonly near: boolean
      /** May be left from an earlier call. */
      readonly stale: boolean
      /** Line of `path` that shows it. */
      readonly line: number
    }[]
    /** What the bug check means, and each of its parameters that means something. */
    readonly text: Localized | null
    readonly arguments: readonly {
      readonly position: number
      readonly value: string
      readonly label: Localized
      readonly meaning: Localized | null
    }[]
    readonly from: string
    readonly process: string | null
    readonly nullRegister: string | null
    readonly loading: string | null
    readonly modules: number | null
    readonly unloaded: number | null
  }[]
  readonly verdict: {
    readonly failed: boolean | null
    readonly sentence: Localized
    readonly chain: readonly string[]
    readonly result: string | null
    readonly extend: string | null
    readonly attempt: string | null
  }
  readonly findings: readonly AnalysisFinding[]
  readonly missing: readonly {
    readonly what: Localized
    readonly where: readonly string[]
    readonly why: Localized
    readonly how: Localized
  }[]
  readonly problems: readonly Problem[]
}
