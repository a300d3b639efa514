/**
 * The vocabulary between formats and derive: what a line *says*, whichever log says it.
 * Formats turn lines into signals; derive builds the story from signals and never asks for the format.
 * A line without a meaning for the story has no signal: it is only a row of the EventTable.
 *
 * Units: codes are unsigned 32 bit, times are WallMs unless the name says utc, missing text is ''.
 */
import type { CrashDump } from './crash.ts'
import type { Code, UtcMs, WallMs } from './units.ts'

export interface EventFields {
  // --- the log itself
  /** A program opens its log: `SetupHost`, `TrustedInstaller`, `Dism.exe`, `setupapi`, `sysprep`, `setupplatform`. */
  'log.begin': { readonly tool: string }
  'log.end': { readonly tool: string }

  // --- clocks and boots
  /**
   * One line shows both clocks: its own stamp (local) and a UTC time. `errorMs`: how far the two may lie apart. Source `utc`: the
   * log stamps its lines in UTC, which says nothing of the machine's own zone.
   */
  'clock.utc': {
    readonly utc: UtcMs
    readonly source: 'csi-stamp' | 'session-id' | 'zone-in-line' | 'utc'
    readonly errorMs: number
  }
  /** The machine's last start, as a local time printed in the line. */
  'sys.boot': {
    readonly at: WallMs
    readonly source: 'last-boot-time' | 'boot-session' | 'event-log' | 'inventory'
  }

  // --- Windows Setup (upgrade, clean install)
  'setup.command': { readonly commandLine: string }
  /** `Setup phase change: [SetupPhaseUnpack] -> [SetupPhasePrepare]`. */
  'setup.phase-change': { readonly from: string; readonly to: string }
  /** Operation track: a phase of the plan (id as printed, 1..13). */
  'setup.track-phase': { readonly id: number; readonly name: string }
  'setup.track-operation': { readonly id: number; readonly name: string }
  'setup.track-phase-begin': { readonly name: string }
  /** `code` 0 when it succeeded. */
  'setup.track-phase-end': { readonly name: string; readonly ok: boolean; readonly code: Code }
  /** `Execution phase [Safe OS] exiting with HRESULT [0x...]`: the process that ran the phase ends. */
  'setup.execution-end': { readonly name: string; readonly code: Code }
  'setup.execution-begin': { readonly name: string }
  'setup.operation-begin': { readonly name: string }
  'setup.operation-end': { readonly name: string; readonly ok: boolean; readonly code: Code }
  /** A row of the operation recap table; `from`/`to` NaN where not printed. */
  'setup.operation-row': {
    readonly id: number
    readonly name: string
    readonly executed: boolean
    readonly from: WallMs
    readonly to: WallMs
  }
  /** Queue or main operation failed: `Main operation execution failed`, `Execution of operations queue failed, abandoning`. */
  'setup.queue-failed': { readonly code: Code }
  /** Clean install (IBS): 2 = WinPE, 4 = first boot. */
  'setup.classic-phase-begin': { readonly phase: number }
  'setup.classic-phase-end': { readonly phase: number }
  /** The run's own report of how it ended. extend 0 = not given. */
  'setup.result': {
    readonly result: Code
    readonly extend: Code
    readonly via: 'error-event' | 'post-reboot-event' | 'extended-data' | 'finalize' | 'execute'
  }
  'setup.result-remapped': { readonly from: Code; readonly to: Code }
  'setup.progress': { readonly percent: number }
  /** A process of setup named as acting: `SetupHost.exe`, `DismHost.exe`, `mighost.exe` ... */
  'setup.process': { readonly image: string; readonly what: string }
  /** An application error that the log names (image) while setup ran. */
  'setup.application-error': { readonly image: string }
  'setup.wim-error': { readonly code: Code; readonly text: string }
  'setup.push-button-reset': { readonly what: string }
  'setup.success': { readonly what: string }

  // --- the machine
  'machine.fact': {
    readonly key:
      | 'name'
      | 'manufacturer'
      | 'model'
      | 'edition'
      | 'host-build'
      | 'target-build'
      | 'architecture'
      | 'language'
      | 'antivirus'
      | 'filter-driver'
      | 'os-name'
      | 'bios'
      | 'bios-date'
      | 'firmware'
      | 'secure-boot'
      | 'processor'
      | 'memory'
      | 'time-zone'
      | 'install-date'
      | 'last-boot'
      | 'domain'
      | 'setup-command'
      /** The Windows that is installed and running, as an inventory prints it: `10.0.19045`, with its revision where known. */
      | 'os-build'
    readonly value: string
    /**
     * 'inventory': a tool that asks a running Windows (or its registry) printed it, so it outweighs what a log mentions in passing.
     * Absent = such a mention.
     */
    readonly from?: 'inventory'
  }
  /**
   * One thing that an inventory lists. `id` is what tells it from others of its kind: the KB of an update, the INF or published name
   * of a driver package, the short name of a service. Missing text is ''.
   */
  'machine.item': {
    readonly item:
      | 'antivirus'
      | 'file-system-filter'
      | 'network-filter'
      | 'agent'
      | 'application'
      | 'update'
      | 'driver-package'
      | 'driver'
      | 'service'
      | 'package'
      | 'process'
      | 'disk-encryption'
      | 'policy'
      /** A driver that `UpperFilters` or `LowerFilters` puts on top of or below others; detail = which, and of what class. */
      | 'device-filter'
      | 'feature'
      | 'network-adapter'
      /** A disk, volume or partition. */
      | 'volume'
      | 'boot-entry'
      /** Windows RE: detail = Enabled or Disabled. */
      | 'recovery'
      /** A shadow copy, or a writer of them with its state. */
      | 'shadow-copy'
      /** A value of HKLM\SYSTEM\Setup: what Windows Setup left for the next start. */
      | 'setup-state'
    readonly id: string
    readonly name: string
    readonly provider: string
    readonly version: string
    /** As printed: a state, a date, an altitude, a folder. */
    readonly detail: string
  }

  // --- rollback of an upgrade
  'rollback.begin': { readonly phase: number }
  /** `Current phase : 2` -> key `phase`; keys: phase, op, phase-string, op-string, result, bugcheck-string. */
  'rollback.state': { readonly key: string; readonly value: string }
  'rollback.crash': { readonly detected: boolean; readonly bugCheck: Code }
  'rollback.crash-module': { readonly module: string }
  /** index 1..4; value as `0x…` text since it has 64 bits. */
  'rollback.crash-parameter': { readonly index: number; readonly value: string }
  'rollback.checkpoint': { readonly name: string; readonly done: boolean }
  'rollback.cannot-recover': { readonly text: string }
  'rollback.end': { readonly ok: boolean }

  // --- answer file and configuration passes
  /** The action queue of a pass names a command: `pass` as printed (auditSystem ...), '' = not printed. */
  'pass.action': {
    readonly tool: string
    readonly command: string
    readonly arguments: string
    readonly pass: string
    readonly manifest: string
  }
  'pass.begin': { readonly tool: string; readonly pass: string }
  'pass.end': { readonly tool: string; readonly pass: string; readonly code: Code }
  /** The pass is reported as failed. `what` = status-failed | run-pass | unattend. pass '' = not named by the line. */
  'pass.failed': {
    readonly tool: string
    readonly pass: string
    readonly code: Code
    readonly what: 'status-failed' | 'run-pass' | 'unattend'
  }
  /** A driver folder that an answer file names gave no driver package. */
  'pass.driver-path': { readonly tool: string; readonly path: string; readonly code: Code }
  'pass.reboot-failed': { readonly tool: string; readonly code: Code }

  // --- component based servicing
  'cbs.service-begin': Record<never, never>
  'cbs.session-begin': { readonly id: string; readonly client: string }
  /** A session begins its work; `session` is its id, '' = not printed. */
  'cbs.session-processing': { readonly client: string; readonly session: string }
  /** rebootRequired null = not printed. */
  'cbs.session-end': {
    readonly id: string
    readonly rebootRequired: boolean | null
    readonly code: Code
  }
  /** A package in work: identity as printed (`Package_for_RollupFix~31bf…~amd64~~17763.3532.1.6`), kb `KB5015811` or ''. */
  'cbs.package': {
    readonly identity: string
    readonly kb: string
    readonly state: string
    readonly targetState: string
  }
  'cbs.execute-state': { readonly state: string; readonly how: 'set' | 'current' | 'progress' }
  'cbs.progress': { readonly percent: number; readonly rollback: boolean }
  'cbs.original-failure': {
    readonly code: Code
    readonly state: string
    readonly retrieved: boolean
  }
  /** Driver operations queue: begin, end or count of a queue run. count -1 = not printed. */
  'cbs.doqe': {
    readonly action: 'stage' | 'install' | 'unstage' | 'uninstall' | 'other'
    readonly step: 'begin' | 'count' | 'end' | 'failed'
    readonly direction: string
    readonly count: number
    readonly code: Code
  }
  /** `STAGE index: 7, phase: 1, result 1009, inf: x.inf`; result is a decimal Win32 code. */
  'cbs.doqe-item': {
    readonly action: string
    readonly index: number
    readonly phase: number
    readonly result: Code
    readonly inf: string
  }
  'cbs.doqe-result': { readonly inf: string; readonly code: Code }
  /** `Shtd:`, `Startup:`, `Winlogon:` work around a restart. */
  'cbs.boot-work': { readonly stage: 'Shtd' | 'Startup' | 'Winlogon'; readonly text: string }
  'cbs.reboot': { readonly text: string }
  'cbs.failure-report': {
    readonly package: string
    readonly status: Code
    readonly source: string
    readonly startState: string
    readonly targetState: string
    readonly client: string
  }
  /** A failed step printed at Error level with its HRESULT. */
  'cbs.failed': { readonly code: Code; readonly text: string }
  'cbs.rollback': { readonly text: string }
  /** Summary lines of a store check: SFC or RestoreHealth. `verified`: components that SFC has looked at in one run. */
  'cbs.repair-result': {
    readonly what: 'verified' | 'detected' | 'repaired' | 'source-missing'
    readonly count: number
    readonly text: string
  }
  /**
   * One damaged thing, each time that a check names it: the last mention of a component and file tells its state. `what` as printed
   * (`CSI Payload Corrupt`, `CBS MUM Missing`, `hash mismatch`). component: folder in the component store, or name with version and
   * architecture; '' = not named. file: name in the component, or path; '' = the component or package as a whole.
   * repaired: true = put back, false = given up or left as it is, null = found, and no more is said.
   */
  'cbs.corruption': {
    readonly by: 'store-check' | 'sfc'
    readonly what: string
    readonly component: string
    readonly file: string
    readonly repaired: boolean | null
  }

  // --- drivers (setupapi, DISM)
  'drv.section-begin': { readonly title: string; readonly target: string }
  /** code 0 on success; `text` as printed between the brackets. */
  'drv.section-end': { readonly ok: boolean; readonly code: Code; readonly text: string }
  'drv.open': { readonly operation: string; readonly argument: string }
  'drv.close': { readonly operation: string; readonly code: Code }
  /** A `!!!` line. code 0 = none printed. inf, folder '' = not named by the line. */
  'drv.error': {
    readonly tag: string
    readonly text: string
    readonly code: Code
    readonly inf: string
    readonly folder: string
  }
  'drv.inf-fact': {
    readonly key:
      | 'provider'
      | 'class'
      | 'version'
      | 'catalog'
      | 'inf-name'
      | 'inf-path'
      | 'service'
      | 'device-id'
    readonly value: string
  }
  /** The published name of an INF: `x.inf` is `oem12.inf`; folder `x.inf_amd64_hash` or ''. */
  'drv.published': { readonly inf: string; readonly published: string; readonly folder: string }
  /** `<ins>`: the log was cut while a section was open. */
  'drv.cut': Record<never, never>
  'drv.rolled-back': { readonly text: string }

  // --- DISM
  'dism.command': { readonly commandLine: string }
  'dism.session-begin': Record<never, never>
  'dism.session-end': Record<never, never>
  'dism.failed': { readonly code: Code; readonly text: string }

  // --- answer files and Setup's own XML
  /** A setting of an answer file. `what`: driver-path, command (in `order`), image, edition, or the setting's name; never a secret. */
  'answer.setting': {
    readonly pass: string
    readonly component: string
    readonly what: string
    readonly value: string
    readonly order: number
  }
  /** What a compatibility scan says of a thing. `blocking`: None, Hard, Soft, Dismissed … as printed. */
  'compat.item': {
    readonly what: 'hardware' | 'driver' | 'program' | 'system' | 'other'
    readonly name: string
    readonly blocking: string
    readonly detail: string
  }
  /** SetupDiag's own result in the bundle. */
  'setupdiag.result': {
    readonly rule: string
    readonly guid: string
    readonly result: Code
    readonly extend: Code
    readonly phase: string
    readonly operation: string
    readonly version: string
  }
  /** A report of Windows Error Reporting: its event name and signature P1..P10. */
  'wer.report': {
    readonly event: string
    readonly application: string
    readonly parameters: readonly string[]
  }

  // --- Windows Update
  /** A step of an update client. `id` = update GUID; title, kb '' = not printed; code 0 on success. */
  'update.step': {
    readonly step: 'scan' | 'download' | 'install' | 'uninstall' | 'restart'
    readonly state: 'begin' | 'end'
    readonly title: string
    readonly kb: string
    readonly id: string
    readonly ok: boolean
    readonly code: Code
    readonly client: string
  }
  /** A failure that the client prints with its code, outside of a step. */
  'update.failed': { readonly code: Code; readonly text: string }

  // --- Configuration Manager, MDT
  /** A step of a task sequence. */
  'task.step': {
    readonly name: string
    readonly group: string
    readonly state: 'begin' | 'end' | 'skipped'
    readonly ok: boolean
    readonly code: Code
  }
  'task.sequence': {
    readonly name: string
    readonly state: 'begin' | 'end'
    readonly ok: boolean
    readonly code: Code
  }

  // --- restarts and what is left for them
  /** A file operation that waited for a restart (PFRO, poqexec). code 0 = it was done. */
  'boot.file-operation': {
    readonly operation: string
    readonly path: string
    readonly code: Code
  }
  /** The system went down without saying so (Kernel-Power 41, EventLog 6008). bugCheck 0 = none recorded. */
  'sys.unclean-restart': { readonly bugCheck: Code; readonly parameters: readonly string[] }
  /** The start of Windows after a bug check tells of it; the crash itself fell before. `dump`: path of the dump file, '' = none. */
  'sys.bug-check': {
    readonly bugCheck: Code
    readonly parameters: readonly string[]
    readonly dump: string
  }
  'sys.shutdown': { readonly text: string }
  /** The clock was set: both times in UTC. */
  'clock.changed': { readonly from: UtcMs; readonly to: UtcMs }

  // --- devices, as event logs tell of them
  /** A device was configured, started, had a problem, was removed … `problem` = CM_PROB number, 0 = none. */
  'dev.state': {
    readonly device: string
    readonly state:
      'configured' | 'started' | 'problem' | 'blocked' | 'removed' | 'needs-restart' | 'load-failed'
    readonly inf: string
    readonly service: string
    readonly problem: number
    readonly code: Code
  }

  // --- crash dumps
  'crash.dump': CrashDump
}

export type EventKind = keyof EventFields

/** What a line says. `row` is its record in the file's EventTable, `line` the 1-based physical line. */
export type Signal<K extends EventKind = EventKind> = {
  readonly [Kind in K]: {
    readonly kind: Kind
    readonly row: number
    readonly line: number
  } & EventFields[Kind]
}[K]
