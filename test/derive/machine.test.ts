/** What a bundle says about the machine: facts by trust, each with its place; lists of what inventories name. */
import { expect, test } from 'vitest'

import type { Story } from '../../src/core/model/story.ts'
import { makeDumpHeader } from '../support/dump-bytes.ts'
import { log, stamped, storyOf } from '../support/story-from-text.ts'

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
  const lists = machine.lists.map(({ kind, items }) => [kind, items.map((i) => [i.id, i.detail])])
  expect(lists).toEqual([
    ['antivirus', [['smpflt', 'FSFilter Anti-Virus, 328010']]],
    [
      'file-system-filter',
      [
        ['smpflt', '328010, FSFilter Anti-Virus'],
        ['luafv', '135000, FSFilter Virtualization'],
      ],
    ],
  ])
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

// --- inventories

const SYSTEMINFO = log(`
  Host Name:                 PC-0231
  OS Name:                   Microsoft Windows 10 Enterprise G
  OS Version:                10.0.19045 N/A Build 19045
  OS Manufacturer:           Microsoft Corporation
  OS Configuration:          Member Workstation
  OS Build Type:             Multiprocessor Free
  Registered Owner:          user
  Registered Organization:   
  Product ID:                00329-00000-00003-AA000
  Original Install Date:     3/14/2022, 9:26:53 AM
  System Boot Time:          5/26/2023, 12:19:30 AM
  System Manufacturer:       Contoso Computers
  System Model:              Desk 7010
  System Type:               x64-based PC`)

const FILTERS = log(`
  Filter Name                     Num Instances    Altitude    Frame
  ------------------------------  -------------  ------------  -----
  bindflt                                 1       409800         0
  ContosoMon                              3       385250         0
  WdFilter                                3       328010         0
  ContosoFlt                              3       323850         0
  CldFlt                                  1       180451         0`)

const nameLine = (name: string, time = '2023-03-14 09:12:04') =>
  stamped(`${time} IBS Callback_ComputerName_Set:Computer name is ${name}`)

const factOf = ({ machine }: Story, key: string) => machine.facts.find((one) => one.key === key)
const listOf = ({ machine }: Story, kind: string) =>
  machine.lists.find((one) => one.kind === kind)?.items ?? []

test('an inventory outweighs what a log mentions, whichever file comes first', async () => {
  const files = { 'systeminfo.txt': SYSTEMINFO, 'setupact.log': nameLine('OLD-NAME') }
  const reversed = Object.fromEntries(Object.entries(files).reverse())
  for (const order of [files, reversed]) {
    const story = await storyOf(order)
    expect(story.machine.name).toBe('PC-0231')
    expect(factOf(story, 'name')).toMatchObject({
      value: 'PC-0231',
      from: 'inventory',
      others: [{ value: 'OLD-NAME', from: 'log' }],
      isConflict: true,
    })
  }
})

test('of two logs the later word counts, and the other is shown', async () => {
  const story = await storyOf({
    'a/setupact.log': nameLine('PC-0232', '2023-05-26 10:00:00'),
    'b/setupact.log': nameLine('PC-0231', '2021-05-26 10:00:00'),
  })
  expect(story.machine.name).toBe('PC-0232')
  expect(factOf(story, 'name')).toMatchObject({ others: [{ value: 'PC-0231' }], isConflict: true })
})

test('a name with its domain, or cut after fifteen characters, is the same name', async () => {
  const story = await storyOf({
    'systeminfo.txt': SYSTEMINFO,
    'setupact.log': nameLine('pc-0231.example.test'),
  })
  expect(factOf(story, 'name')).toMatchObject({ value: 'PC-0231', others: [], isConflict: false })
})

test('the name that Setup makes up contradicts nothing', async () => {
  const story = await storyOf({
    'a/setupact.log': nameLine('WIN-QVIHCLR81EV', '2023-05-26 10:00:00'),
    'b/setupact.log': nameLine('PC-0231', '2021-05-26 10:00:00'),
  })
  expect(factOf(story, 'name')).toMatchObject({ value: 'PC-0231', isConflict: false })
})

test("WinPE's own values are not the machine's", async () => {
  const registry = log(`
    Windows Registry Editor Version 5.00

    [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
    "CurrentBuild"="22621"
    "CurrentMajorVersionNumber"=dword:0000000a
    "EditionID"="WindowsPE"
    "ProductName"="Windows 10 Pro"
    "SystemRoot"="X:\\\\windows"

    [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName]
    "ComputerName"="MININT-4JPQ2RT"

    [HKEY_LOCAL_MACHINE\\HARDWARE\\DESCRIPTION\\System\\BIOS]
    "SystemManufacturer"="Contoso Computers"`)
  const story = await storyOf({ 'pe.reg': registry, 'setupact.log': nameLine('MININT-4JPQ2RT') })
  expect(story.machine).toMatchObject({
    name: null,
    edition: null,
    manufacturer: 'Contoso Computers',
  })
  expect(factOf(story, 'os-build')).toBeUndefined()
})

test('what firmware was never told is outweighed', async () => {
  const story = await storyOf({
    'systeminfo.txt': SYSTEMINFO.replace('Contoso Computers', 'System manufacturer'),
    'setupact.log': `${stamped('2023-03-14 09:12:04 MOUPG Host system information:')}${DEEP}Manufacturer : Contoso\r\n`,
  })
  expect(factOf(story, 'manufacturer')).toMatchObject({ isConflict: false })
})

test('a build with its revision says the same, and more', async () => {
  const story = await storyOf({
    'systeminfo.txt': SYSTEMINFO,
    'current.reg': log(`
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
      "CurrentBuild"="19045"
      "CurrentMajorVersionNumber"=dword:0000000a
      "EditionID"="EnterpriseG"
      "UBR"=dword:00000b95`),
  })
  expect(factOf(story, 'os-build')).toMatchObject({ value: '10.0.19045.2965', others: [] })
  expect(story.machine.edition).toBe('EnterpriseG')
})

test('a language is the same as a word and as a number', async () => {
  const story = await storyOf({
    'dism.txt': log(`
      Deployment Image Servicing and Management tool
      Version: 10.0.19041.844

      Image Version: 10.0.19045.2965

      Default system UI language : zh-CN
      Default time zone : China Standard Time
      Active keyboard(s) : 0804:00000804`),
    'setupact.log': stamped('2023-03-14 09:12:04 MOUPG Host OS Language Id      [ 2052 ]'),
  })
  expect(factOf(story, 'language')).toMatchObject({ value: 'zh-CN', others: [] })
})

test('the builds of a run stay its own', async () => {
  const story = await storyOf({
    'systeminfo.txt': SYSTEMINFO,
    'setupact.log': stamped('2023-03-14 09:12:04 MOUPG Host OS Version         [ 10.0.17763 ]'),
  })
  expect(story.machine.hostBuild).toBe('10.0.17763')
  expect(factOf(story, 'os-build')).toMatchObject({ value: '10.0.19045' })
})

test('scanners and agents show by the altitude of their filters', async () => {
  const story = await storyOf({ 'fltmc.txt': FILTERS })
  expect(story.machine.antivirus).toEqual(['ContosoFlt'])
  expect(story.machine.filterDrivers).toEqual([
    'bindflt',
    'ContosoMon',
    'WdFilter',
    'ContosoFlt',
    'CldFlt',
  ])
  expect(listOf(story, 'antivirus')).toMatchObject([
    { id: 'ContosoFlt', detail: 'FSFilter Anti-Virus, 323850' },
  ])
  expect(listOf(story, 'agent')).toMatchObject([
    { id: 'ContosoMon', detail: 'FSFilter Activity Monitor, 385250' },
  ])
  expect(listOf(story, 'file-system-filter').map(({ id }) => id)).toEqual([
    'bindflt',
    'ContosoMon',
    'WdFilter',
    'ContosoFlt',
    'CldFlt',
  ])
})

test('one update that three tools name is one entry, with what each of them knows', async () => {
  const story = await storyOf({
    'systeminfo.txt': `${SYSTEMINFO}Hotfix(s):                 1 Hotfix(s) Installed.\r\n                           [01]: KB5015684\r\n`,
    'qfe.txt': log(`
      HotFixID=KB5015684
      InstalledOn=5/26/2023
      Description=Update`),
  })
  expect(listOf(story, 'update')).toMatchObject([
    { id: 'KB5015684', name: 'Update', detail: '5/26/2023', place: { file: 0 } },
  ])
})

test("what others installed stands before Windows' own services", async () => {
  const story = await storyOf({
    'services.reg': log(`
      Windows Registry Editor Version 5.00

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Spooler]
      "ImagePath"="C:\\\\Windows\\\\System32\\\\spoolsv.exe"
      "Start"=dword:00000002
      "Type"=dword:00000110

      [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\ContosoAgent]
      "ImagePath"="\\"C:\\\\Program Files\\\\Contoso\\\\agent.exe\\""
      "Start"=dword:00000002
      "Type"=dword:00000010`),
  })
  expect(listOf(story, 'service').map(({ id }) => id)).toEqual(['ContosoAgent', 'Spooler'])
})

test('a copy of an inventory tells nothing twice', async () => {
  const story = await storyOf({ 'a/fltmc.txt': FILTERS, 'b/fltmc.txt': FILTERS })
  expect(listOf(story, 'file-system-filter')).toHaveLength(5)
})
