/** CBS.log: sessions of clients that ask, and the session of a cumulative update until it waits for its restart. */
import type { StampedLog } from './stamped-log.ts'
import {
  COMPONENTS,
  FEATURE_PACKAGES,
  LANGUAGES,
  PLATFORM_KEY,
  UPDATE_PARTS,
} from './windows-names.ts'

export interface CumulativeUpdate {
  readonly kb: string
  /** `17763.3165.1.14` */
  readonly version: string
}

export function rollupName({ version }: CumulativeUpdate): string {
  return `Package_for_RollupFix~${PLATFORM_KEY}~amd64~~${version}`
}

export function begins(log: StampedLog, client: string): string {
  const id = log.clock.sessionId()
  log.info(
    'CBS',
    `Session: ${id} initialized by client ${client}, external staging directory: (null), external registry directory: (null)`,
  )
  return id
}

/** A client that asks which features and languages apply. Nothing changes. */
export function applicabilityScan(log: StampedLog, client: string, build: string): void {
  const id = begins(log, client)
  log.info('CBS', 'FOD: ActionList.xml is not cached.')
  log.info(
    'CBS',
    'FOD: WUFodMetadataCache not available; falling back to InboxFodMetadataCache: hr = 0x80070002',
  )
  for (const feature of FEATURE_PACKAGES) {
    const name = `Microsoft-Windows-${feature}-Package~${PLATFORM_KEY}~amd64~~10.0.${build}.1`
    const parent = log.random.pick(UPDATE_PARTS)
    const parentName = `Microsoft-Windows-${parent}-Package~${PLATFORM_KEY}~amd64~~10.0.${build}`
    log.info(
      'CBS',
      `Appl: detect Parent, Package: ${name}, Parent: ${parentName}.1, Disposition = Detect, VersionComp: EQ, BuildComp: GE, RevisionComp: GE, Exist: present`,
    )
    log.info('CBS', `Appl: detectParent: parent found: ${parentName}.2510, state: Installed`)
    log.info(
      'CBS',
      `Appl: Evaluating package applicability for package ${name}, applicable state: ${log.random.pick(['Installed', 'Installed', 'Superseded', 'Absent'])}`,
    )
    log.pause(60)
  }
  for (const language of LANGUAGES) {
    for (const part of ['Basic', 'TextToSpeech', 'Speech', 'OCR', 'Handwriting']) {
      log.info(
        'CBS',
        `Appl: Evaluating package applicability for package Microsoft-Windows-LanguageFeatures-${part}-${language}-Package~${PLATFORM_KEY}~amd64~~10.0.${build}.1, applicable state: Installed`,
      )
    }
    log.pause(40)
  }
  ends(log, id, 'no')
}

export function ends(
  log: StampedLog,
  id: string,
  reboot: 'yes' | 'no',
  result = '0x00000000 - S_OK',
): void {
  log.info('CBS', `Session: ${id} finalized. Reboot required: ${reboot} [HRESULT = ${result}]`)
}

/** Clients that ask for one thing: what fills the gaps between updates. */
export function smallSessions(log: StampedLog, count: number): void {
  for (let i = 0; i < count; i++) {
    const id = begins(log, log.random.pick(['DISM Package Manager Provider', 'SPP', 'WinMgmt']))
    log.info(
      'CBS',
      'Read out cached package applicability for package: ' +
        anyPart(log) +
        ', ApplicableState: 112, CurrentState:112',
    )
    if (log.random.next() < 0.4) {
      log.info(
        'CBS',
        `Failed to query registry value: ${log.random.pick(['RptTime', 'CbsArmAfterReboot', 'TiAttemptedInitialization'])} [HRESULT = 0x80070002 - ERROR_FILE_NOT_FOUND]`,
      )
    }
    ends(log, id, 'no')
    log.pause(240_000, 2_000)
  }
}

function anyPart(log: StampedLog): string {
  return `Microsoft-Windows-${log.random.pick(UPDATE_PARTS)}-Package~${PLATFORM_KEY}~amd64~~10.0.17763.1`
}

/** A cumulative update is planned, staged and left pending for the restart. Returns the session's id. */
export function updateIsStaged(log: StampedLog, update: CumulativeUpdate, client: string): string {
  const rollup = rollupName(update)
  const id = begins(log, client)
  log.infos('CBS', [
    `Appl: Evaluating package applicability for package ${rollup}, applicable state: Installed`,
    `Package rollup ${rollup} will be staged from C:\\Windows\\SoftwareDistribution\\Download\\${log.random.hex(32)}\\inst\\`,
    `Exec: Processing started.  Client: ${client}, Session: ${id}, Package: ${rollup}, Identifier: ${update.kb}`,
    'Reboot mark set',
    'Exec: Not able to query DriverDatabase hive flags; assuming none. hr = 0x80070490',
    'Setting ExecuteState key to: CbsExecuteStateStage',
  ])
  planned(log, rollup, update)
  log.clock.wait(45_000)
  unpacked(log, update)
  log.info('CBS', 'Setting ExecuteState key to: CbsExecuteStateResolve')
  resolved(log, rollup, update)
  log.info('CBS', 'Setting ExecuteState key to: CbsExecuteStateResolvePending')
  log.infos('CBS', [
    `Plan: Package: ${rollup}, current: Staged, pending: Default, start: Staged, applicable: Installed, targeted: Installed, limit: Installed`,
    `Exec: Processing complete.  Session: ${id}, Package: ${rollup}, Identifier: ${update.kb} [HRESULT = 0x00000000 - S_OK]`,
    'Reboot mark cleared',
    'Saved last global progress. Current: 0, Limit: 1, ExecuteState: CbsExecuteStateResolvePending',
  ])
  ends(log, id, 'yes')
  return id
}

function planned(log: StampedLog, rollup: string, update: CumulativeUpdate): void {
  log.info(
    'CBS',
    `Plan: Package: ${rollup}, current: Absent, pending: Default, start: Absent, applicable: Installed, targeted: Installed, limit: Installed`,
  )
  for (const part of UPDATE_PARTS) {
    const name = `Microsoft-Windows-${part}-Package~${PLATFORM_KEY}~amd64~~10.0.${update.version.slice(0, 10)}`
    log.infos('CBS', [
      `Appl: Package: ${name}, Update: ${part}, Applicable: Applicable, Disposition: Installed`,
      `Plan: Package: ${name}, Update: ${part}, current: Absent, pending: Default, start: Absent, applicable: Installed, targeted: Installed, limit: Installed`,
    ])
    log.pause(120)
  }
}

function unpacked(log: StampedLog, update: CumulativeUpdate): void {
  log.info('DPX', 'Started DPX phase: Resume and Download Job')
  log.info('DPX', 'Started DPX phase: Apply Deltas Provided In File')
  for (const part of UPDATE_PARTS) {
    for (const kind of ['Installing', 'Staging']) {
      log.info(
        'CBS',
        `Exec: ${kind} Package: Package_${log.random.int(1, 900)}_for_${update.kb}~${PLATFORM_KEY}~amd64~~${update.version}, Update: ${update.kb.slice(2)}-${log.random.int(1, 9000)}_neutral, ${kind === 'Staging' ? 'Pinning' : 'Install'}Deployment: amd64_${part.toLowerCase()}-deployment_${PLATFORM_KEY}_10.0.${update.version.slice(0, 10)}_none_${log.random.hex(16)}`,
      )
    }
    log.pause(900)
  }
  log.info('DPX', 'Ended DPX phase: Apply Deltas Provided In File')
  log.info('DPX', 'Ended DPX phase: Resume and Download Job')
  log.clock.wait(60_000)
}

/** Transactions of CSI, one component after the other. */
function resolved(log: StampedLog, rollup: string, update: CumulativeUpdate): void {
  const version = `10.0.${update.version.slice(0, 10)}`
  for (let round = 0; round < 14; round++) {
    log.csiWithUtc(`CSI Transaction @0x${log.random.hex(11)} initialized for deployment engine`)
    for (const component of COMPONENTS) {
      log.csi('Performing 1 operations as follows:')
      log.continuation(
        `  (0)  Install: flags: 0 tlc: [${component}, version ${version}, arch amd64, nonSxS, pkt {l:8 b:${PLATFORM_KEY}}] ref: ( flgs: 00000000 guid: {d16d444c-56d8-11d5-882d-0080c847b195} name: [l:${rollup.length}]'${rollup}')`,
      )
      log.pause(80)
    }
    log.csiWithUtc('CSI perf trace:')
    log.continuation(`CSIPERF:TXCOMMIT;${log.random.int(2_000, 900_000)}`)
    log.info(
      'CBS',
      `Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Percent progress: ${Math.min(100, round * 7 + 9)}.`,
    )
    log.pause(4_000, 800)
  }
}
