/** The operation track of an upgrade: its plan, the recap tables, one operation after the other. */
import type { StampedLog } from './stamped-log.ts'

export interface PlannedOperation {
  readonly id: number
  readonly name: string
  readonly phase: string
  /** How long it takes. */
  readonly seconds: number
  readonly space: number
}

export const TRACK_PHASES = [
  'Downlevel',
  'Pre-Finalize',
  'Finalize',
  'Safe OS',
  'Pre First Boot',
  'Pre SysPrep',
  'Post SysPrep',
  'Post First Boot',
  'Pre OOBE Boot',
  'Pre OOBE',
  'Post OOBE',
  'Post OOBE Boot',
  'End',
] as const

const SETUP = '%SYSTEMDRIVE%\\$WINDOWS.~BT\\Sources\\SetupPlatform.exe'
const BT = 'C:\\$WINDOWS.~BT'

/** `id|seconds|space|name`, phase by phase, in the order of execution. */
const PLAN: Readonly<Record<string, readonly string[]>> = {
  Downlevel: [
    '3|0|-2046820352|Cleanup snapshot',
    '5|21|4526311424|Copy source WIM file to the payload directory',
    `49|4|356515840|Extract files from WIM file PathForNewOSFile, index 3 to ${BT}\\Sources\\SafeOS`,
    '39|2|0|Gather Optional Component status',
    '53|148|262144000|Gather data, scope: EVERYTHING',
    `44|412|10099943938|Apply WIM file PathForNewOSFile, index 3 to ${BT}\\NewOS`,
    '47|3|0|Complete new OS apply',
    `121|1|52428800|Enable telemetry for ${BT}\\NewOS`,
    `59|0|0|Set boot command ${SETUP} /presysprep for phase DismPreSysprep`,
    `60|0|0|Set boot command ${SETUP} /postsysprep for phase DismPostSysprep`,
    `61|0|0|Set boot command ${SETUP} /preoobe for phase DismPreOobe`,
    `62|0|0|Set boot command ${SETUP} /postoobe for phase DismPostOobe`,
    `63|0|0|Set boot command ${SETUP} /onerror for phase DismOnError`,
    `77|1|0|Set entropy for ${BT}\\NewOS`,
    '91|3|0|Save config data',
    '97|1|0|Save boot entries for the old OS',
    '84|0|0|Register sync process: SetupHost.exe with args /Success /Media /ClientId Media360',
    '84|0|0|Register sync process: SetupHost.exe with args /RollbackSys /Media /ClientId Media360',
    '84|0|0|Register sync process: SetupHost.exe with args /RollbackUser /Media /ClientId Media360',
  ],
  'Pre-Finalize': [
    `117|6|356515840|Backup the recovery partition to ${BT}\\Sources\\RecoveryPartitionBackup`,
    `50|12|131072000|Mount WIM file ${BT}\\Sources\\SafeOS\\winre.wim, index 1 to ${BT}\\Sources\\SafeOS\\SafeOS.Mount`,
    `120|1|52428800|Enable telemetry for ${BT}\\Sources\\SafeOS\\SafeOS.Mount`,
    '40|34|52428800|Process Drivers for Migration',
    `56|27|0|Run sysprep specialization offline on ${BT}\\NewOS`,
    '90|1|0|Set safe OS boot command',
    `51|29|-89128960|Unmount the image ${BT}\\Sources\\SafeOS\\SafeOS.Mount`,
    '104|1|0|Prepare the new OS for first boot',
  ],
  Finalize: [
    '93|1|0|Finalize critical boundary',
    '156|0|0|Untag Sources Folder',
    '95|0|0|Update Boot Code',
    '96|0|0|Update Boot Sector',
    `98|1|0|Add boot entry for ${BT}\\NewOS\\WINDOWS. Locale = zh-CN`,
    '101|1|0|Add safe OS boot entry',
    '105|1|0|Orchestrate OS switch for NewOS with safe OS SafeOS and rollback OS ExternalRollback. DelayedSwitch: 1',
    '108|1|0|Suspend bitlocker if needed',
    '109|2|0|Remove System Restore checkpoints',
  ],
  'Safe OS': [
    '64|1|0|Boot WinPE',
    '65|2|0|Prepare SafeOS for rollback',
    '67|1|0|Set SafeOS boot entry as the default boot entry',
    '75|3|4928759274|Enable Page File in SafeOS',
    `48|11|0|Apply EAs for ${BT}\\NewOS`,
    '41|186|0|Apply Drivers',
    '54|402|0|Offline portion of machine-specific and machine-independent apply operations',
    `86|44|0|Relocate OS from ${BT}\\NewOS to C:\\`,
    '99|1|0|Add boot entry for C:\\WINDOWS. Locale = zh-CN',
    '106|2|0|Orchestrate OS switch for NewOS with safe OS SafeOS and rollback OS ExternalRollback. DelayedSwitch: 0',
    '125|3|-4526311424|Cleanup source WIM file(s)',
    '127|1|0|Close log files',
  ],
  'Pre First Boot': ['129|4|115343360|Setup the recovery partition', '133|2|0|Upgrade security'],
  'Post SysPrep': ['130|1|0|Start system services'],
  'Pre OOBE Boot': [
    '131|1|0|Start system services for online actions',
    '136|30|0|Execute online actions',
    '55|120|0|Machine-independent apply',
    '57|90|0|Machine-specific apply',
    '58|20|0|Execute provisioning migration',
    '132|1|0|Ensure system services are running for OOBE boot',
    '137|0|0|Create registry key HKLM\\SYSTEM\\Setup\\FirstBoot\\Cleanup (value name: %SystemDrive%\\$WINDOWS.~BT) on the new system',
  ],
}

export const OPERATIONS: readonly PlannedOperation[] = TRACK_PHASES.flatMap((phase) =>
  (PLAN[phase] ?? []).map((row): PlannedOperation => {
    const [id = '0', seconds = '0', space = '0', ...name] = row.split('|')
    return {
      id: Number(id),
      seconds: Number(seconds),
      space: Number(space),
      name: name.join('|'),
      phase,
    }
  }),
)

const RULE = '-'.repeat(190)
const HEAD =
  'ID |Name                                                                            |Executed|Start Time         |End Time           |Elapsed |Disk space(estim.)|Disk space(actual)|Disk space(diff.)|'
const UNDER_HEAD =
  '---|--------------------------------------------------------------------------------|--------|-------------------|-------------------|--------|------------------|------------------|-----------------|'

/** What has run, and when. One per upgrade; both systems write from it. */
export class OperationTrack {
  readonly #done = new Map<PlannedOperation, { from: string; to: string; elapsed: string }>()

  plan(log: StampedLog): void {
    TRACK_PHASES.forEach((phase, index) => {
      log.info('SP', `OPERATIONTRACK: Add phase: ${index + 1}|${phase}`)
    })
    log.infos('SP', [
      'Settling on disk space requirements:',
      '     Full: 21474836480',
      'Available: 151409065984',
      'We are not low on disk space, scratch space will not be used.',
    ])
    for (const { id, name } of OPERATIONS) {
      log.info('SP', `OPERATIONTRACK: Enqueue Operation: ${String(id).padStart(3)}|${name}`)
    }
  }

  /** Runs the operations of a phase; `meanwhile` writes what an operation itself says. */
  runPhase(
    log: StampedLog,
    phase: string,
    meanwhile: (operation: PlannedOperation) => void = () => undefined,
  ): void {
    log.info('SP', `OPERATIONTRACK ExecuteOperations: Start execution phase ${phase}`)
    log.info(
      'SP',
      `VALIDATION (Phase:${phase}), (Execution point:Start): Starting validation operations`,
    )
    this.recap(log)
    for (const operation of OPERATIONS.filter((one) => one.phase === phase)) {
      this.#run(log, operation, meanwhile)
    }
    log.info(
      'SP',
      `VALIDATION (Phase:${phase}), (Execution point:End): Starting validation operations`,
    )
    log.info('SP', `ExecuteOperations: Successfully processed execution phase ${phase}`)
  }

  recap(log: StampedLog): void {
    log.info('SP', 'Operations recap:')
    log.info('SP', '=================')
    for (const phase of TRACK_PHASES) {
      log.info('SP', `Phase: ${phase}`)
      const rows = OPERATIONS.filter((one) => one.phase === phase)
      if (rows.length === 0) continue
      log.infos('SP', [HEAD, UNDER_HEAD, ...rows.map((row) => this.#row(row)), RULE])
    }
  }

  /** A process writes its queue down, or reads it back after a restart. */
  serialized(log: StampedLog, how: 'Serializing' | 'Deserializing'): void {
    log.info('SP', `${how} operations queue...`)
    for (const { name } of OPERATIONS) {
      if (how === 'Serializing') {
        log.info('SP', `SERIALIZEVERBOSE: Serializing operation: ${name}`)
      } else {
        log.info('SP', `SERIALIZEVERBOSE: Deserializing operation type: class C${classOf(name)}`)
        log.info('SP', `SERIALIZEVERBOSE: After restoring name is: ${name}`)
      }
    }
  }

  #run(
    log: StampedLog,
    operation: PlannedOperation,
    meanwhile: (operation: PlannedOperation) => void,
  ): void {
    const { clock, random } = log
    this.#spaceAsked(log)
    log.infos('SP', [
      `Executing operation: ${operation.name}`,
      'MEMORYTRACK: Total             : 17079869440',
      `MEMORYTRACK: Load              : ${random.int(18, 46)}`,
      `MEMORYTRACK: Available for op  : ${random.int(90, 140) * 100_000_000}`,
      `DISKSPACETRACK: Available      : ${random.int(1400, 1530) * 100_000_000}`,
      `DISKSPACETRACK: Needed for op  : ${Math.max(0, operation.space)}`,
      `>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>`,
    ])
    const started = clock.utc
    const from = clock.stamp()
    meanwhile(operation)
    clock.wait(Math.max(0, operation.seconds * 1000 - (clock.utc - started)))
    this.#done.set(operation, {
      from,
      to: clock.stamp(),
      elapsed: new Date(clock.utc - started).toISOString().slice(11, 19),
    })
    log.infos('SP', [
      '<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<',
      `Operation completed successfully: ${operation.name}`,
      `MEMORYTRACK: After op        : ${random.int(90, 140) * 100_000_000}`,
      `DISKSPACETRACK: Consumed     : ${Math.max(0, operation.space)}`,
      HEAD,
      UNDER_HEAD,
      this.#row(operation),
      RULE,
    ])
  }

  /** Printed before every operation: what has run and what remains. */
  #spaceAsked(log: StampedLog): void {
    log.info('SP', 'DISKSPACEQUERY: Calculating disk space needed:')
    for (const operation of OPERATIONS) {
      const word = this.#done.has(operation) ? 'executed' : 'remaining'
      log.info('SP', `  Operation (${word}): ${operation.name}`)
    }
    log.info('SP', 'DISKSPACEQUERY: Final disk space needed estimate: 15934433642')
  }

  #row(operation: PlannedOperation): string {
    const { id, name, space } = operation
    const done = this.#done.get(operation)
    return [
      String(id).padStart(3),
      name.slice(0, 80).padEnd(80),
      (done ? 'Yes' : 'No').padEnd(8),
      (done?.from ?? '').padEnd(19),
      (done?.to ?? '').padEnd(19),
      (done?.elapsed ?? '').padEnd(8),
      String(space).padStart(18),
      (done ? String(space) : '').padStart(18),
      ''.padStart(17),
      '',
    ].join('|')
  }
}

function classOf(name: string): string {
  return name
    .split(/[^A-Za-z]+/)
    .slice(0, 3)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
