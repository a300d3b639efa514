/** Which run the verdict is about, what its sentence says, and what is asked for. */
import { describe, expect, test } from 'vitest'

import { log, stamped, tell, type Texts } from '../support/story-from-text.ts'

const UPGRADE = `
  2023-05-22 22:10:04 MOUPG *************** SetupHost Logging Begin ***************
  2023-05-22 22:10:05 MOUPG Setup phase change: [SetupPhaseUnknown] -> [SetupPhaseUnpack]
  2023-05-22 22:11:41 SP OPERATIONTRACK ExecuteOperations: Start execution phase Downlevel`
const UPGRADE_FAILED = `${UPGRADE}
  2023-05-22 22:26:01 ! MOUPG SetupHost: Reporting error event -> [0xC1900208, 0x0]`
const UPGRADE_DONE = `${UPGRADE}
  2023-05-22 22:50:01 SP OPERATIONTRACK ExecuteOperations: Start execution phase End
  2023-05-22 22:50:05 SP ExecuteOperations: Successfully processed execution phase End`

const DRIVER_FAILED = log(`
  [Device Install Log]
       OS Version = 10.0.22621

  [BeginLog]

  >>>  [SetupCopyOEMInf - C:\\drivers\\usbsmpl.inf]
  >>>  Section start 2023/05/24 22:45:12.101
  !!!  ndv: Failed to import driver package 'C:\\drivers\\usbsmpl.inf' into Driver Store. Error = 0xE0000247
  <<<  Section end 2023/05/24 22:45:12.260
  <<<  [Exit status: FAILURE(0xe0000247)]`)

/** An update that is rolled back, or completes. */
function update(id: string, kb: string, day: string, ends: 'rolled-back' | 'completed'): string {
  return `
  ${day} 15:00:00 CBS TI: --- Initializing Trusted Installer ---
  ${day} 15:00:02 CBS Session: ${id} initialized by client WindowsUpdateAgent, external staging directory: (null)
  ${day} 15:00:02 CBS Exec: Processing started.  Client: WindowsUpdateAgent, Session: ${id}, Package: Package_for_RollupFix~${kb}, Identifier: ${kb}
  ${day} 15:20:00 CBS Session: ${id} finalized. Reboot required: yes [HRESULT = 0x00000000 - S_OK]
  ${day} 15:30:00 CBS TI: --- Initializing Trusted Installer ---
${
  ends === 'completed'
    ? `  ${day} 15:31:00 CBS Setting ExecuteState key to: CbsExecuteStateComplete
  ${day} 15:31:01 CBS Setting ExecuteState key to: ExecuteStateNone`
    : `  ${day} 15:31:00 CBS Setting ExecuteState key to: CbsExecuteStateFailed
  ${day} 15:31:00 CBS Setting original failure status: 0x800703f1, last forward execute state: CbsExecuteStateStageDrivers
  ${day} 15:31:01 CBS Progress: UI message updated. Operation type: Update. Stage: 1 out of 1. Rollback.`
}`
}

async function verdict(texts: Texts): Promise<{
  readonly failed: boolean | null
  readonly en: string
  readonly zh: string
  readonly chain: readonly string[]
}> {
  const { judgement } = await tell(texts)
  const { failed, sentence, chain } = judgement.verdict
  return { failed, ...sentence, chain }
}

describe('which run matters', () => {
  test('the last that failed', async () => {
    const told = await verdict({
      'CBS.log': stamped(
        update('30989440_1', 'KB5015811', '2022-10-08', 'rolled-back') +
          update('30989441_1', 'KB5016623', '2022-10-10', 'rolled-back'),
      ),
    })
    expect(told.en).toMatch(/^Update KB5016623 rolled back: /)
    expect(told.zh).toMatch(/^更新 KB5016623 已回滚：/)
  })

  test('not one that went well when it was tried again', async () => {
    const told = await verdict({
      'CBS.log': stamped(
        update('30989440_1', 'KB5016623', '2022-10-08', 'rolled-back') +
          update('30989441_1', 'KB5016623', '2022-10-10', 'completed'),
      ),
    })
    expect(told).toMatchObject({
      failed: false,
      en: 'No failure found: Update KB5016623 succeeded.',
      zh: '未发现故障：更新 KB5016623 已成功完成。',
      chain: [],
    })
  })

  test('another that went well makes nothing good', async () => {
    const told = await verdict({
      'CBS.log': stamped(
        update('30989440_1', 'KB5015811', '2022-10-08', 'rolled-back') +
          update('30989441_1', 'KB5016623', '2022-10-10', 'completed'),
      ),
    })
    expect(told.en).toMatch(/^Update KB5015811 rolled back/)
  })

  test('a driver that failed by itself stands behind an upgrade, however late', async () => {
    const told = await verdict({
      'Panther/setupact.log': stamped(UPGRADE_FAILED),
      'setupapi.dev.log': DRIVER_FAILED,
    })
    expect(told.en).toMatch(/^The upgrade failed: 0xC1900208/)
  })

  test('alone it is what failed', async () => {
    const told = await verdict({
      'Panther/setupact.log': stamped(UPGRADE_DONE),
      'setupapi.dev.log': DRIVER_FAILED,
    })
    expect(told.en).toMatch(/^The installation of usbsmpl\.inf failed: /)
  })
})

describe('a run without a logged end', () => {
  test('says where the log stops, and that nothing is shown', async () => {
    expect(await verdict({ 'setupact.log': stamped(UPGRADE) })).toMatchObject({
      failed: null,
      en: 'The upgrade has no logged end: the log stops in phase Downlevel. No failure is shown.',
      zh: '升级没有记录结束：日志停在 Downlevel 阶段，未发现故障。',
    })
  })

  test('and the cause that the log shows all the same', async () => {
    const broken = `${UPGRADE}
      2023-05-22 22:12:40 ! MOUPG Faulting application name: smpui.exe, version: 4.1.0.7`
    expect(await verdict({ 'setupact.log': stamped(broken) })).toMatchObject({
      failed: null,
      en: 'The upgrade has no logged end: the log stops in phase Downlevel; suspected cause: application error in smpui.exe.',
      chain: ['setup.application-error'],
    })
  })

  test('asks for the rollback folder and the dump', async () => {
    const { judgement } = await tell({ 'setupact.log': stamped(UPGRADE) })
    const where = judgement.missing.flatMap((one) => one.where).join('\n')
    expect(where).toContain('Sources\\Rollback')
    expect(where).toContain('setupmem.dmp')
  })
})

describe('nothing failed', () => {
  test('error lines are counted, and those of setuperr.log once', async () => {
    const errors = stamped('2023-05-22 22:10:04 ! SP Failed to open a cache that is not there')
    const texts = {
      'setupact.log': stamped('2023-05-22 22:10:03 SP begins') + errors,
      'setuperr.log': errors,
    }
    expect((await verdict(texts)).en).toBe(
      'No failure found: the one error line belongs to no failed step.',
    )
  })

  test('nothing is asked for', async () => {
    const { judgement } = await tell({ 'setupact.log': stamped(UPGRADE_DONE) })
    expect(judgement.missing).toEqual([])
  })
})

test('text of no known format tells nothing, not that all is well', async () => {
  expect(await verdict({ 'notes.txt': 'the machine broke\r\non Monday\r\n' })).toMatchObject({
    failed: null,
    zh: '日志无法说明结果：没有读到任何可识别的事件。',
  })
})

test('no file at all', async () => {
  expect((await verdict({})).failed).toBeNull()
})

test('a cancelled upgrade is told as such', async () => {
  const cancelled = UPGRADE_FAILED.replace('0xC1900208', '0x800704C7')
  expect(await verdict({ 'setupact.log': stamped(cancelled) })).toMatchObject({
    failed: true,
    en: 'The upgrade was cancelled: 0x800704C7 ERROR_CANCELLED.',
    zh: '升级被取消：0x800704C7 ERROR_CANCELLED。',
    chain: ['setup.reported-result'],
  })
})
