/** What logs say about the machine: the first word counts, lists keep their order. */
import { expect, test } from 'vitest'

import { makeDumpHeader } from '../support/dump-bytes.ts'
import { stamped, storyOf } from '../support/story-from-text.ts'

const DEEP = ' '.repeat(52)

test('host, target, edition, filters and antivirus of an upgrade', async () => {
  const { machine } = await storyOf({
    'setupact.log': stamped(`
      2023-03-14 09:12:04 MOUPG Host OS Version         [ 10.0.17763 ]
      2023-03-14 09:12:04 MOUPG Host OS Edition         [ Enterprise ]
      2023-03-14 09:12:04 MOUPG Host OS Architecture    [ x64 ]
      2023-03-14 09:12:05 CONX Target OS version: 10.0.19044.1288
      2023-03-14 09:12:06 CONX Filter driver Name: smpflt, Altitude: 328010
      2023-03-14 09:12:06 CONX Filter driver Name: smpflt, Altitude: 328010
      2023-03-14 09:12:06 CONX Filter driver Name: luafv, Altitude: 135000`),
  })
  expect(machine).toMatchObject({
    hostBuild: '10.0.17763',
    targetBuild: '10.0.19044',
    edition: 'Enterprise',
    architecture: 'x64',
    filterDrivers: ['smpflt', 'luafv'],
  })
})

test('model and maker stand unstamped below the inventory', async () => {
  const { machine } = await storyOf({
    'setupact.log': `${stamped('2023-03-14 09:12:04 MOUPG Host system information:')}${DEEP}Manufacturer : Sample Maker\r\n${DEEP}Model : Sample 100\r\n`,
  })
  expect(machine).toMatchObject({ manufacturer: 'Sample Maker', model: 'Sample 100' })
})

test('nothing said is not known', async () => {
  const { machine } = await storyOf({ 'setupact.log': stamped('2023-03-14 09:12:04 SP begins') })
  expect(machine).toMatchObject({ name: null, hostBuild: null, architecture: null, antivirus: [] })
})

test('a dump knows the architecture', async () => {
  const { machine } = await storyOf({
    'MEMORY.DMP': makeDumpHeader({
      bugCheck: 0xa,
      parameters: [],
      systemTimeUtcMs: Date.UTC(2023, 2, 14),
      uptimeMs: null,
      build: 22000,
      architecture: 'ARM64',
      kind: 2,
    }),
  })
  expect(machine.architecture).toBe('ARM64')
})
