/** CBS.log after the restart: startup work, the driver operations queue, completion or rollback. */
import type { CumulativeUpdate } from './servicing-session-lines.ts'
import { rollupName } from './servicing-session-lines.ts'
import { storeOpens } from './servicing-service-lines.ts'
import type { StampedLog } from './stamped-log.ts'
import { COMPONENTS, INBOX_DRIVERS, PLATFORM_KEY, UPDATE_PARTS } from './windows-names.ts'

/** Up to the moment before the driver queue runs. `session` goes on under its old name. */
export function startupBegins(log: StampedLog, session: string, client: string): void {
  log.infos('CBS', [
    'Winlogon: TiCoreOnCreateSession has been called',
    'Startup: BlockTime: 10800000ms, BlockTimeIncrement: 900000ms',
    'SetProgressMessage: progressMessageStage: 0, ExecuteState: ExecuteStateNone, SubStage: 0',
    `Session: ${session} initialized by client ${client}, external staging directory: (null), external registry directory: (null)`,
    'Retrieved original failure status: 0x00000000, last forward execute state: CbsExecuteStateResolvePending',
    'SetProgressMessage: progressMessageStage: 0, ExecuteState: ExecuteStateNone, SubStage: 0',
    'Startup: current ExecuteState is CbsExecuteStateResolvePending',
    'SetProgressMessage: progressMessageStage: 0, ExecuteState: CbsExecuteStateResolvePending, SubStage: 0',
    'Disabling LKG boot option',
    'Startup: Initializing driver operations queue.',
    'Startup: Initializing advanced operation queue.',
  ])
  storeOpens(log)
  log.info('CBS', 'Startup: Waiting for SC autostart event')
  log.pause(3_000, 1_500)
  log.info('CBS', 'Startup: SC autostart event signaled')
  log.info('CBS', 'Setting ExecuteState key to: CbsExecuteStateStageDrivers')
}

/** `STAGE index: n, …` of the drivers that go well. */
export function driversStaged(log: StampedLog, first: number, last: number): void {
  for (let index = first; index <= last; index++) {
    const driver = INBOX_DRIVERS[index % INBOX_DRIVERS.length]
    if (driver === undefined) throw new Error('There is no driver.')
    log.info('CBS', `STAGE index: ${index}, phase: 1, result 0, inf: ${driver.inf}`)
  }
}

/** How CBS tells a driver that could not be staged: the lines between `count` drivers and the rollback. */
export function driverStagingFails(
  log: StampedLog,
  failed: { readonly index: number; readonly inf: string; readonly count: number },
): void {
  const { index, inf, count } = failed
  log.infos('CBS', [
    'Perf: Doqe: Staging started.',
    `Doqe: [Forward] Staging driver updates, Count ${count}`,
    'Startup: Changing logon timeout to a sliding window timeout: 900000',
    'Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Percent progress: 0.',
  ])
  driversStaged(log, 0, index - 1)
  log.infos('CBS', [
    `STAGE index: ${index}, phase: 1, result 1009, inf: ${inf}`,
    `Doqe: Recording result: 0x800703f1, for Inf: ${inf}`,
    'DriverUpdateStageUpdates failed [HRESULT = 0x800703f1 - ERROR_BADDB]',
  ])
  log.error('CBS', 'Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]')
  log.infos('CBS', [
    'Perf: Doqe: Staging ended.',
    'Setting ExecuteState key to: CbsExecuteStateFailed',
    'SetProgressMessage: progressMessageStage: -1, ExecuteState: CbsExecuteStateFailed, SubStage: 0',
    'Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Rollback.',
    'Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers',
  ])
}

/** The way back after that, to the logon screen. */
export function updateRollsBack(
  log: StampedLog,
  update: CumulativeUpdate,
  session: string,
  client: string,
): void {
  const rollup = rollupName(update)
  log.error(
    'CBS',
    'Startup: Failed while processing non-critical driver operations queue. [HRESULT = 0x800703f1 - ERROR_BADDB]',
  )
  log.info('CBS', 'Startup: Rolling back KTM, because drivers failed.')
  log.infos('CBS', [
    'Setting ExecuteState key to: CbsExecuteStateInitiateRollback | CbsExecuteStateFlagDriversFailed',
    'SetProgressMessage: progressMessageStage: -1, ExecuteState: CbsExecuteStateInitiateRollback | CbsExecuteStateFlagDriversFailed, SubStage: 0',
  ])
  log.csiWithUtc(`CSI Transaction @0x${log.random.hex(11)} initialized for deployment engine`)
  for (const component of COMPONENTS) {
    for (const step of ['Uninstall', 'Unpin', 'Unstage']) {
      log.csi('Performing 1 operations as follows:')
      log.continuation(
        `  (0)  ${step}: flags: 0 app: [${component}, version 10.0.${update.version.slice(0, 10)}, arch amd64, nonSxS, pkt {l:8 b:${PLATFORM_KEY}}]`,
      )
      log.pause(120)
    }
  }
  log.info('CBS', 'Doqe: Unlocking driver updates, Count 86')
  log.infos(
    'CBS',
    UPDATE_PARTS.map(
      (part) =>
        `Startup: Package: Microsoft-Windows-${part}-Package~${PLATFORM_KEY}~amd64~~10.0.${update.version.slice(0, 10)} completed startup processing, new state: Staged, original: Staged, targeted: Installed.  hr = 0x800703f1`,
    ),
  )
  log.infos('CBS', [
    `Startup: Package: ${rollup} completed startup processing, new state: Staged, original: Staged, targeted: Installed.  hr = 0x800703f1`,
    `WER: Generating failure report for package: ${rollup}, status: 0x800703f1, failure source: DOQ, start state: Staged, target state: Installed, client id: ${client}`,
    `Reporting package change completion for package: ${rollup}, current: Staged, original: Staged, target: Installed, status: 0x800703f1, failure source: DOQ, failure details: "(null)", client id: ${client}, initiated offline: False, execution sequence: ${log.random.int(200, 900)}, first merged sequence: ${log.random.int(200, 900)}, reboot reason: REBOOT_NOT_REQUIRED, download source: 0, download time (secs): 4294967295, download status: 0x0 (S_OK), Express download: False, Download Size: 0`,
    'Setting ExecuteState key to: ExecuteStateNone',
    'Saved last global progress. Current: 0, Limit: 1, ExecuteState: ExecuteStateNone',
    'Clearing original failure status: 0x800703f1',
  ])
  log.info(
    'CBS',
    `Session: ${session} finalized. Reboot required: no [HRESULT = 0x800703f1 - ERROR_BADDB]`,
  )
  startupEnds(log, '0x800703f1 - ERROR_BADDB')
}

/** The same start on a day when all goes well. */
export function updateCompletes(log: StampedLog, update: CumulativeUpdate, session: string): void {
  const rollup = rollupName(update)
  log.infos('CBS', [
    'Perf: Doqe: Staging started.',
    'Doqe: [Forward] Staging driver updates, Count 86',
    'Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Percent progress: 0.',
  ])
  driversStaged(log, 0, 85)
  log.infos('CBS', [
    'Perf: Doqe: Staging ended.',
    'Setting ExecuteState key to: CbsExecuteStatePrimitives',
    'Setting ExecuteState key to: CbsExecuteStateComplete',
    'SetProgressMessage: progressMessageStage: -1, ExecuteState: CbsExecuteStateComplete, SubStage: 0',
    `Startup: Package: ${rollup} completed startup processing, new state: Installed, original: Staged, targeted: Installed.  hr = 0x0`,
    `Reporting package change completion for package: ${rollup}, current: Installed, original: Staged, target: Installed, status: 0x0, failure source: Not Applicable, failure details: "(null)", client id: WindowsUpdateAgent, initiated offline: False, execution sequence: ${log.random.int(200, 900)}, first merged sequence: ${log.random.int(200, 900)}, reboot reason: REBOOT_NOT_REQUIRED, download source: 0, download time (secs): 4294967295, download status: 0x0 (S_OK), Express download: False, Download Size: 0`,
    'Clearing original failure status: 0x00000000',
    'Setting ExecuteState key to: ExecuteStateNone',
    `Session: ${session} finalized. Reboot required: no [HRESULT = 0x00000000 - S_OK]`,
  ])
  startupEnds(log, '0x00000000 - S_OK')
}

function startupEnds(log: StampedLog, result: string): void {
  log.infos('CBS', [
    'Startup: Retrying failed packages.',
    `Startup: Processing complete. [HRESULT = ${result}]`,
    'Winlogon: Simplifying Winlogon CreateSession notifications',
    'Winlogon: Deregistering for CreateSession notifications',
    'Startup: received notification that startup processing completed, allowing user to logon',
    'Winlogon: Stopping notify server',
    'Winlogon: Unloading SysNotify DLL',
    'TI: Startup Processing completes, release startup processing lock.',
    'Startup processing complete, Trusted Installer will now wait around for a little while to see if any clients show up.',
  ])
}
