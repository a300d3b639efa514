/** Codes in messages: as the log prints them, so that they are found in it, and as what they mean. */
import { expect, test } from 'vitest'

import { log, stamped, tell } from '../support/story-from-text.ts'

test('a driver section ends with the code that it prints, beside its HRESULT', async () => {
  const { judgement } = await tell({
    'setupapi.dev.log': log(`
      [Device Install Log]
           OS Version = 10.0.22621

      [BeginLog]

      >>>  [SetupCopyOEMInf - C:\\drivers\\sample.inf]
      >>>  Section start 2023/05/24 22:45:12.101
      !!!  ndv: Failed to import driver package into Driver Store. Error = 0xE0000247
      <<<  Section end 2023/05/24 22:45:12.260
      <<<  [Exit status: FAILURE(0xe0000247)]`),
  })
  const failed = judgement.findings.find(({ ruleId }) => ruleId === 'driver.section-failed')
  expect(failed?.codes).toEqual([0x800f0247])
  for (const text of [failed?.message.en, failed?.message.zh])
    expect(text).toContain('0xE0000247 (0x800F0247 SPAPI_E_DRIVER_STORE_ADD_FAILED)')
})

test('DISM that ends with E_FAIL is told with the code that it met first', async () => {
  const { judgement } = await tell({
    'dism.log': stamped(`
      2019-04-17 10:07:47 DISM DISM.EXE: Executing command line: dism /image:C: /apply-unattend:C:\\drivers.xml
      2019-04-17 10:07:47 ! DISM DISM Package Manager: PID=1064 Failed initializing the session - CDISMPackageManager::RefreshInstanceAndLock(hr:0x80070020)
      2019-04-17 10:07:47 ! DISM DISM Unattend Manager: PID=1064 d:\\w7rtm\\unattendmanager.cpp:390 - CUnattendManager::Apply(hr:0x80004005)
      2019-04-17 10:07:47 ! DISM DISM.EXE: DISM Unattend Manager processed the command line but failed. HRESULT=80004005`),
  })
  const failed = judgement.findings.find(({ ruleId }) => ruleId === 'dism.command-failed')
  expect(failed?.codes).toEqual([0x80004005, 0x80070020])
  expect(failed?.message.en).toContain('0x80070020 ERROR_SHARING_VIOLATION')
  expect(failed?.message.zh).toContain('0x80070020 ERROR_SHARING_VIOLATION')
})
