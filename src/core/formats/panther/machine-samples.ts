/** Samples of what setup says of the machine, and of the clock that CSI lines bring. */
import type { Sample } from '../format.ts'
import { line } from './sample-line.ts'

/** Inventories stand unstamped at this column. */
const INDENT = ' '.repeat(35)

const HOST_SKU =
  "Source OS: Host SKU Info: Edition = 'EnterpriseG', Edition Type = 'Client', Installation Type = 'Complete', Product Name = 'Windows 10 Enterprise G', Arch = amd64, StationType = Client Workstation, Stage type = Staged Image"

/** Lines of the inventory, and the fact that each gives; '' = none. */
const INVENTORY = [
  ['BIOS name : 1.20', '', ''],
  ['BIOS version : 1.20', 'bios', '1.20'],
  ['BIOS release date : 20190315000000.000000+000', 'bios-date', '2019-03-15'],
  ['Firmware type: UEFI', 'firmware', 'UEFI'],
  ['Total memory : 17179869184', 'memory', '16 GiB'],
  ['Processor name : Sample CPU 4-Core', 'processor', 'Sample CPU 4-Core'],
  ['Processor architecture : x64', 'architecture', 'x64'],
  ['Processor clock : 2401', '', ''],
] as const

function fact(component: string, message: string, key: string, value: string): Sample {
  return line('info', component, message, { kind: 'machine.fact', key, value })
}

export const machineSamples: readonly Sample[] = [
  {
    ...line('info', 'SP', 'Host system information:'),
    text: `${line('info', 'SP', 'Host system information:').text}\n${INDENT}Manufacturer: Sample Corp.\n${INDENT}Model : Desk 100\n${INVENTORY.map(([text]) => `${INDENT}${text}\n`).join('')}`,
    signals: [
      { kind: 'machine.fact', key: 'manufacturer', value: 'Sample Corp.' },
      { kind: 'machine.fact', key: 'model', value: 'Desk 100' },
      ...INVENTORY.flatMap(([, key, value]) =>
        key === '' ? [] : [{ kind: 'machine.fact' as const, key, value }],
      ),
    ],
  },
  {
    ...line('info', 'SP', 'Antivirus software information:'),
    text: `${line('info', 'SP', 'Antivirus software information:').text}\n${INDENT}Name: Windows Defender, Path: %ProgramFiles%\\Windows Defender\\MsMpeng.exe, Timestamp: Mon, 22 May 2023 19:07:27 GMT, State: 397568`,
    signals: [{ kind: 'machine.fact', key: 'antivirus', value: 'Windows Defender' }],
  },
  {
    ...line('info', 'SP', 'Filter driver information for volume [C:]:'),
    text: `${line('info', 'SP', 'Filter driver information for volume [C:]:').text}\n${INDENT}New filter driver Name: WdFilter, InstanceName: WdFilter Instance, Altitude: 328010, Frame: 0, Detached: no`,
    signals: [
      { kind: 'machine.fact', key: 'filter-driver', value: 'WdFilter' },
      {
        kind: 'machine.item',
        item: 'file-system-filter',
        id: 'WdFilter',
        name: '',
        provider: '',
        version: '',
        detail: '328010',
      },
    ],
  },
  fact('IBS', 'Callback_ComputerName_Validate:Computer name is WIN-SAMPLE', 'name', 'WIN-SAMPLE'),
  fact('', '[Shell Unattend] ComputerName set to WIN-SAMPLE ', 'name', 'WIN-SAMPLE'),
  fact(
    '',
    '[Shell Unattend] ComputerName in unattend [win-sample] matches the current ComputerName [win-sample] ',
    'name',
    'win-sample',
  ),
  {
    ...line('info', '', 'Source OS: Host SKU Info: Edition = '),
    text: line('info', '', HOST_SKU).text,
    signals: [
      { kind: 'machine.fact', key: 'edition', value: 'EnterpriseG' },
      { kind: 'machine.fact', key: 'os-name', value: 'Windows 10 Enterprise G' },
    ],
  },
  fact(
    'IBS',
    'SetSelectedWindowsImageInfoOnBB:EditionID is [EnterpriseGN].',
    'edition',
    'EnterpriseGN',
  ),
  fact('IBS', 'InstallWindows:Successfully loaded resource language [zh-cn]', 'language', 'zh-cn'),
  fact(
    'IBS',
    'Build version is 10.0.16299.15 (WinBuild.160101.0800)',
    'target-build',
    '10.0.16299',
  ),
  fact('MOUPG', '    Host OS Edition         [ Professional ]', 'edition', 'Professional'),
  fact('MOUPG', '    Host OS Architecture    [ x64 ]', 'architecture', 'x64'),
  fact('MOUPG', '    Host OS Language Id     [ 1033 ]', 'language', '1033'),
  fact('MOUPG', '    Host OS Version         [ 10.0.19045 ]', 'host-build', '10.0.19045'),
  fact(
    '',
    'Host OS version: 10.0.19045.0  (0.0) Platform 0x2, SuiteMask 0x100, ProdType 0x1',
    'host-build',
    '10.0.19045',
  ),
  fact('MOUPG', 'Target OS: Version = [10.0.22621.0]', 'target-build', '10.0.22621'),
  fact('', 'Target OS version: 10.0.22621.1', 'target-build', '10.0.22621'),
  {
    text: '2021-09-27 04:03:59, Info                  CSI    00000001@2021/9/27:04:03:59.133 WcpInitialize (wcp.dll version 0.0.0.6) called',
    time: '2021-09-27 04:03:59.000',
    level: 'info',
    component: 'CSI',
    signals: [
      {
        kind: 'clock.utc',
        utc: Date.UTC(2021, 8, 27, 4, 3, 59, 133),
        source: 'csi-stamp',
        errorMs: 1000,
      },
    ],
  },
]
