/** Lines of CBS.log with the reading expected of them. */
import { dismLineSamples } from '../dism/samples.ts'
import type { Sample } from '../format.ts'
import { corruptionSamples } from './corruption-samples.ts'
import { error, info, line } from './sample-line.ts'

const ROLLUP = 'Package_for_RollupFix~31bf3856ad364e35~amd64~~17763.3287.1.4'

export const cbsSamples: readonly Sample[] = [
  info(
    'TI: --- Initializing Trusted Installer ---',
    { kind: 'log.begin', tool: 'TrustedInstaller' },
    { kind: 'cbs.service-begin' },
  ),
  info('Ending TrustedInstaller finalization.', { kind: 'log.end', tool: 'TrustedInstaller' }),
  info('TI: Last boot time: 2022-10-10 15:30:02.500', {
    kind: 'sys.boot',
    at: Date.UTC(2022, 9, 10, 15, 30, 2, 500),
    source: 'last-boot-time',
  }),
  {
    text: line(
      '00000001@2022/10/10:07:33:51.289 WcpInitialize: wcp.dll version 10.0.17763.3287 (WinBuild.160101.0800)',
      'Info',
      'CSI',
    ),
    time: '2022-10-10 15:33:51.000',
    level: 'info',
    component: 'CSI',
    signals: [
      {
        kind: 'clock.utc',
        utc: Date.UTC(2022, 9, 10, 7, 33, 51, 289),
        source: 'csi-stamp',
        errorMs: 1000,
      },
    ],
  },
  info(
    'Session: 30989434_2748449536 initialized by client WindowsUpdateAgent, external staging directory: (null), external registry directory: (null)',
    {
      kind: 'clock.utc',
      utc: Date.UTC(2022, 9, 10, 7, 33, 50),
      source: 'session-id',
      errorMs: 2000,
    },
    { kind: 'cbs.session-begin', id: '30989434_2748449536', client: 'WindowsUpdateAgent' },
  ),
  // The same session after a restart: its id is no beacon any more.
  {
    text: line('Session: 30989434_2748449536 initialized by client WindowsUpdateAgent.').replace(
      '15:33:51',
      '15:36:40',
    ),
    time: '2022-10-10 15:36:40.000',
    level: 'info',
    component: 'CBS',
    signals: [
      { kind: 'cbs.session-begin', id: '30989434_2748449536', client: 'WindowsUpdateAgent' },
    ],
  },
  // Made in WinPE: not a time.
  info('Session: 1664_385796 initialized by client DISM Package Manager Provider.', {
    kind: 'cbs.session-begin',
    id: '1664_385796',
    client: 'DISM Package Manager Provider',
  }),
  info(
    'Exec: Session processing started.  Client: DISM Package Manager Provider, Session(Store Corruption Detect/Repair): 30989434_2748449536',
    {
      kind: 'cbs.session-processing',
      client: 'DISM Package Manager Provider',
      session: '30989434_2748449536',
    },
  ),
  info(
    `Exec: Processing started.  Client: WindowsUpdateAgent, Session: 30989434_2748449536, Package: ${ROLLUP}, Identifier: KB5016623`,
    {
      kind: 'cbs.session-processing',
      client: 'WindowsUpdateAgent',
      session: '30989434_2748449536',
    },
    { kind: 'cbs.package', identity: ROLLUP, kb: 'KB5016623', state: '', targetState: '' },
  ),
  info(
    `Plan: Package: ${ROLLUP}, current: Staged, pending: Default, start: Staged, applicable: Installed, targeted: Installed, limit: Installed`,
    { kind: 'cbs.package', identity: ROLLUP, kb: '', state: 'Staged', targetState: 'Installed' },
  ),
  info(
    'Exec: Installing Package: Package_1_for_KB5016623~31bf3856ad364e35~amd64~~10.0.1.3, Update: 5016623-1_neutral, InstallDeployment: amd64_5016623-1_neutral_31bf3856ad364e35_10.0.1.3_none_e1c4dd2f7e0f7e0a',
    {
      kind: 'cbs.package',
      identity: 'Package_1_for_KB5016623~31bf3856ad364e35~amd64~~10.0.1.3',
      kb: 'KB5016623',
      state: '',
      targetState: 'Installed',
    },
  ),
  info(
    `Startup: Package: ${ROLLUP} completed startup processing, new state: Installed, original: Staged, targeted: Installed.  hr = 0x0`,
    { kind: 'cbs.package', identity: ROLLUP, kb: '', state: 'Installed', targetState: 'Installed' },
  ),
  info(
    `Reporting package change completion for package: ${ROLLUP}, current: Installed, original: Staged, target: Installed, status: 0x0, failure source: Not Applicable, failure details: "(null)", client id: WindowsUpdateAgent, initiated offline: False`,
    { kind: 'cbs.package', identity: ROLLUP, kb: '', state: 'Installed', targetState: 'Installed' },
  ),
  info(
    'Session: 30989434_2748449536 finalized. Reboot required: yes [HRESULT = 0x00000000 - S_OK]',
    { kind: 'cbs.session-end', id: '30989434_2748449536', rebootRequired: true, code: 0 },
  ),
  info(
    'Session: 30989434_2748449536 finalized. Download error: 0x80240438 [Unknown Error], Reboot required: no [HRESULT = 0x800f0906 - CBS_E_DOWNLOAD_FAILURE]',
    { kind: 'cbs.session-end', id: '30989434_2748449536', rebootRequired: false, code: 0x800f0906 },
  ),
  info(
    `WER: Generating failure report for package: ${ROLLUP}, status: 0x800703f1, failure source: DOQ, start state: Staged, target state: Installed, client id: WindowsUpdateAgent`,
    {
      kind: 'cbs.failure-report',
      package: ROLLUP,
      status: 0x800703f1,
      source: 'DOQ',
      startState: 'Staged',
      targetState: 'Installed',
      client: 'WindowsUpdateAgent',
    },
  ),
  info('Setting ExecuteState key to: CbsExecuteStateStageDrivers | CbsExecuteStateFlagRollback', {
    kind: 'cbs.execute-state',
    state: 'CbsExecuteStateStageDrivers | CbsExecuteStateFlagRollback',
    how: 'set',
  }),
  info('Startup: current ExecuteState is CbsExecuteStateResolvePending', {
    kind: 'cbs.execute-state',
    state: 'CbsExecuteStateResolvePending',
    how: 'current',
  }),
  info(
    'SetProgressMessage: progressMessageStage: -1, ExecuteState: CbsExecuteStatePrimitives [0], SubStage: 0',
    { kind: 'cbs.execute-state', state: 'CbsExecuteStatePrimitives', how: 'progress' },
  ),
  info(
    'Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Percent progress: 67.',
    { kind: 'cbs.progress', percent: 67, rollback: false },
  ),
  info('Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Rollback.', {
    kind: 'cbs.progress',
    percent: NaN,
    rollback: true,
  }),
  info(
    'Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers',
    {
      kind: 'cbs.original-failure',
      code: 0x800703f1,
      state: 'CbsExecuteStateStageDrivers',
      retrieved: false,
    },
  ),
  info('Perf: Doqe: Staging started.', {
    kind: 'cbs.doqe',
    action: 'stage',
    step: 'begin',
    direction: '',
    count: -1,
    code: 0,
  }),
  info('Perf: Doqe: Critical install ended.', {
    kind: 'cbs.doqe',
    action: 'install',
    step: 'end',
    direction: '',
    count: -1,
    code: 0,
  }),
  info('Doqe: [Forward] Staging driver updates, Count 86', {
    kind: 'cbs.doqe',
    action: 'stage',
    step: 'count',
    direction: 'Forward',
    count: 86,
    code: 0,
  }),
  info('Doqe: Unlocking driver updates, Count 86'),
  info('STAGE index: 7, phase: 1, result 1009, inf: oposdrv.inf', {
    kind: 'cbs.doqe-item',
    action: 'stage',
    index: 7,
    phase: 1,
    result: 1009,
    inf: 'oposdrv.inf',
  }),
  info('Doqe: Recording result: 0x800703f1, for Inf: oposdrv.inf', {
    kind: 'cbs.doqe-result',
    inf: 'oposdrv.inf',
    code: 0x800703f1,
  }),
  info('DriverUpdateStageUpdates failed [HRESULT = 0x800703f1 - ERROR_BADDB]', {
    kind: 'cbs.doqe',
    action: 'stage',
    step: 'failed',
    direction: '',
    count: -1,
    code: 0x800703f1,
  }),
  error(
    'Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]',
    {
      kind: 'cbs.doqe',
      action: 'stage',
      step: 'failed',
      direction: '',
      count: -1,
      code: 0x800703f1,
    },
    {
      kind: 'cbs.failed',
      code: 0x800703f1,
      text: 'Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]',
    },
  ),
  info('Startup: Processing advanced operation queue, startupPhase: 0', {
    kind: 'cbs.boot-work',
    stage: 'Startup',
    text: 'Processing advanced operation queue, startupPhase: 0',
  }),
  info('Shtd: Begin shutdown processing.', {
    kind: 'cbs.boot-work',
    stage: 'Shtd',
    text: 'Begin shutdown processing.',
  }),
  info('Winlogon: TiCoreOnCreateSession has been called', {
    kind: 'cbs.boot-work',
    stage: 'Winlogon',
    text: 'TiCoreOnCreateSession has been called',
  }),
  // Said at every start, and nothing of the story.
  info('Startup: BlockTime: 10800000ms, BlockTimeIncrement: 900000ms'),
  info('Reboot mark set'),
  info('TI: CBS has signaled that a reboot is required.', {
    kind: 'cbs.reboot',
    text: 'TI: CBS has signaled that a reboot is required.',
  }),
  info(
    'Startup: Rolling back KTM, because drivers failed.',
    {
      kind: 'cbs.boot-work',
      stage: 'Startup',
      text: 'Rolling back KTM, because drivers failed.',
    },
    { kind: 'cbs.rollback', text: 'Startup: Rolling back KTM, because drivers failed.' },
  ),
  {
    text: `${line('')}\n=================================\nChecking System Update Readiness.\n\nSummary:\nOperation: Detect and Repair \nOperation result: 0x800f081f\nTotal Detected Corruption:\t3\n\tCSI Payload Corruption:\t3\nTotal Repaired Corruption:\t0`,
    time: '2022-10-10 15:33:51.000',
    level: 'info',
    component: 'CBS',
    signals: [
      {
        kind: 'cbs.repair-result',
        what: 'detected',
        count: 3,
        text: 'Total Detected Corruption: 3',
      },
      {
        kind: 'cbs.repair-result',
        what: 'repaired',
        count: 0,
        text: 'Total Repaired Corruption: 0',
      },
    ],
  },
  ...corruptionSamples,
  info(
    'Failed to collect payload and there is nothing to repair. [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]',
    {
      kind: 'cbs.repair-result',
      what: 'source-missing',
      count: 0,
      text: 'Failed to collect payload and there is nothing to repair. [HRESULT = 0x800f081f - CBS_E_SOURCE_MISSING]',
    },
  ),
  ...dismLineSamples,
]
