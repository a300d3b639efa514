/** setupact.log after the first restart: SafeOS in WinPE, and the first start of the new system. */
import type { OperationTrack } from './operation-track-lines.ts'
import { imageApplied } from './migration-lines.ts'
import type { StampedLog } from './stamped-log.ts'

const DATA = 'D:\\$WINDOWS.~BT\\Sources'

/** WinPE has its own letters and its own zone. */
export function safeOs(log: StampedLog, track: OperationTrack): void {
  log.infos('SP', ['------------------------------------------------', 'Executing phase [Safe OS]'])
  log.info('', `Initializing diagnostics helper; data file = ${DATA}\\Diagnostics\\diagnostics.dat`)
  log.info('', 'Found existing diagnostics data, attempting to load it.')
  log.infos('SP', [
    'Uninstall is allowed',
    'Progress type is 2',
    'Set to unified progress',
    'Background color set to (0 0 0)',
    'Progress start phase was written: 1',
  ])
  log.warning(
    'SP',
    'FindGlobalPath: Cannot find volume name for \\\\?\\GLOBALROOT\\Device\\HardDisk0\\Partition2. Error: 0x0000001F',
  )
  track.serialized(log, 'Deserializing')
  log.infos('SP', [
    'Splash windows does not exist; creating one',
    'Current FirstUXWnd phase: 0',
    'SetupPlatform: Begin SafeOS: Global progress: 0, Phase progress: 0',
    'SetupPlatform: Phase "WinPE" started. System drive letter: C, temporary translated to: D. Rollback is Enabled',
  ])
  track.runPhase(log, 'Safe OS', (operation) => {
    if (operation.name === 'Apply Drivers') {
      log.restartCsi()
      log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
      imageApplied(log, 150)
    }
    if (operation.name.startsWith('Offline portion')) {
      log.csiWithUtc(`CSI Transaction @0x${log.random.hex(11)} initialized for deployment engine`)
      for (let i = 0; i < 240; i++) {
        log.info('MIG', `        Applying migration unit ${i + 1} of 240: <System>\\Settings`)
        log.pause(1_500, 200)
      }
    }
    log.info('SP', '    SetupPlatform: Global progress: 12, Phase progress: 40')
  })
  track.serialized(log, 'Serializing')
  log.info('', `Persisting diagnostics data to ${DATA}\\Diagnostics\\diagnostics.dat`)
  log.info('', 'Diagnostics data saved successfully')
  log.info('SP', 'Execution phase [Safe OS] exiting with HRESULT [0x00000000]')
}

/** Sysprep's specialize in the new system, and what stands before and behind it. */
export function firstStart(log: StampedLog, track: OperationTrack): void {
  log.infos('SP', [
    '================================================',
    '-------------- Started phase [Pre SysPrep] --------------',
  ])
  startsPart(log, track, 'Pre-SysPrep')
  log.info('SP', 'SetupPlatform: Phase "FirstBoot" started')
  track.runPhase(log, 'Pre First Boot')
  log.infos('SP', [
    'SetupPlatform: Phase "Pre-SysPrep" started',
    'SetupPlatfrom: Executing Execute.PreSysprep commands',
    'OPERATIONTRACK ExecuteOperations: Start execution phase Pre SysPrep',
    'ExecuteOperations: Successfully processed execution phase Pre SysPrep',
    'SetupPlatform: Phase "Pre-SysPrep" completed successfully.',
    'Execution phase [Pre SysPrep] exiting with HRESULT [0x00000000]',
    '--------------- Ended phase [Pre SysPrep] ---------------',
  ])
  specialized(log)
  log.infos('SP', [
    '================================================',
    '-------------- Started phase [Post SysPrep] --------------',
  ])
  startsPart(log, track, 'Post-SysPrep')
  log.info('SP', 'SetupPlatform: Phase "Post-SysPrep" started')
  track.runPhase(log, 'Post SysPrep')
  log.infos('SP', [
    'SetupPlatfrom: Executing Execute.PostSysprep commands',
    'SetupPlatform: Phase "Post-SysPrep" completed successfully.',
    'OPERATIONTRACK ExecuteOperations: Start execution phase Post First Boot',
    'ExecuteOperations: Successfully processed execution phase Post First Boot',
    'SetupPlatform: Phase "FirstBoot" completed successfully.',
    'SETUPPLATFORMCOMM: Listening thread finished. We are exiting.',
    'Execution phase [Post SysPrep] exiting with HRESULT [0x00000000]',
    '--------------- Ended phase [Post SysPrep] ---------------',
  ])
}

/** The second start of a day when all goes well: settings and data come over, then the desktop. */
export function secondStart(log: StampedLog, track: OperationTrack): void {
  log.infos('SP', ['-------------- Started phase [Pre OOBE] --------------'])
  startsPart(log, track, 'Pre-OOBE')
  log.info('SP', 'SetupPlatform: Phase "OOBEBoot" started')
  track.runPhase(log, 'Pre OOBE Boot')
  log.infos('SP', [
    'OPERATIONTRACK ExecuteOperations: Start execution phase Pre OOBE',
    'ExecuteOperations: Successfully processed execution phase Pre OOBE',
    'SetupPlatform: Phase "Pre-OOBE" completed successfully.',
    'Execution phase [Pre OOBE] exiting with HRESULT [0x00000000]',
    '-------------- Started phase [Post OOBE] --------------',
    'OPERATIONTRACK ExecuteOperations: Start execution phase Post OOBE',
    'ExecuteOperations: Successfully processed execution phase Post OOBE',
    'OPERATIONTRACK ExecuteOperations: Start execution phase Post OOBE Boot',
    'ExecuteOperations: Successfully processed execution phase Post OOBE Boot',
    'OPERATIONTRACK ExecuteOperations: Start execution phase End',
    'ExecuteOperations: Successfully processed execution phase End',
    'SetupPlatform: Phase "OOBEBoot" completed successfully.',
    'Execution phase [Post OOBE] exiting with HRESULT [0x00000000]',
  ])
}

function startsPart(log: StampedLog, track: OperationTrack, name: string): void {
  log.info(
    '',
    'Initializing diagnostics helper; data file = C:\\$WINDOWS.~BT\\Sources\\Diagnostics\\diagnostics.dat',
  )
  log.info('', 'Found existing diagnostics data, attempting to load it.')
  log.infos('SP', ['Progress type is 2', 'Set to unified progress'])
  track.serialized(log, 'Deserializing')
  log.infos('SP', [
    `SetupPlatform: Begin ${name}: Global progress: 38, Phase progress: 0`,
    'SETUPPLATFORMEXE: Attempting to connect to the progress pipe.',
    'SETUPPLATFORMEXE: Progress pipe connected.',
    'SETUPPLATFORMEXE: Sending progress message: Phase: First Boot, Operation: Begin first boot, Percentage: 0%',
  ])
}

function specialized(log: StampedLog): void {
  log.writeWithId('Info', '0x0601c2', 'IBS', 'InstallWindows:Setup Phase = 4')
  log.writeWithId('Info', '0x0601ce', 'IBS', `Setup has started phase 4 at ${log.clock.stamp()}`)
  log.infos('SYSPRP', [
    'SysprepSession::Execute: Beginning action execution from C:\\WINDOWS\\System32\\Sysprep\\ActionFiles\\Specialize.xml',
    'SPPNP: Sysprep_Specialize_Pnp: Enter',
  ])
  log.restartCsi()
  log.csiWithUtc('WcpInitialize: wcp.dll version 10.0.19041.1220 (WinBuild.160101.0800)')
  for (let done = 0; done <= 164; done += 2) {
    const percent = Math.floor((done / 164) * 100)
    log.info('SYSPRP', 'SPPNP: Status: Active')
    log.info(
      'SYSPRP',
      `SPPNP: Status: Total = 164, Complete = ${done}, Progress = ${percent}% (${percent}%)`,
    )
    log.pause(4_400, 2_200)
  }
  log.info('SYSPRP', 'SPPNP: Device reinstallation completed.')
  log.writeWithId('Info', '0x0601dc', 'IBS', `Setup has completed phase 4 at ${log.clock.stamp()}`)
}
