/** Keys with values as a .reg file writes them, with the reading that is expected. */
import type { Sample } from '../format.ts'

const HEAD = 'Windows Registry Editor Version 5.00\n'

const item = { kind: 'machine.item', name: '', provider: '', version: '', detail: '' } as const
const fact = (key: string, value: string) =>
  ({ kind: 'machine.fact', key, value, from: 'inventory' }) as const

export const samples: readonly Sample[] = [
  {
    text: '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]\n"CurrentBuild"="19045"\n"CurrentMajorVersionNumber"=dword:0000000a\n"CurrentMinorVersionNumber"=dword:00000000\n"EditionID"="EnterpriseG"\n"ProductName"="Windows 10 Enterprise G"\n"UBR"=dword:00000b95',
    time: null,
    level: 'info',
    signals: [
      fact('os-build', '10.0.19045.2965'),
      fact('edition', 'EnterpriseG'),
      fact('os-name', 'Windows 10 Enterprise G'),
    ],
    after: HEAD,
  },
  {
    // Hexadecimal UTF-16 over two lines: C:\DRIVERS
    text: '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\UnattendSettings\\PnPUnattend\\DriverPaths\\1]\n"Path"=hex(2):43,00,3a,00,5c,00,44,00,52,00,49,00,56,00,\\\n  45,00,52,00,53,00,00,00',
    time: null,
    level: 'info',
    signals: [
      { kind: 'answer.setting', pass: '', component: 'PnPUnattend', what: 'driver-path', value: 'C:\\DRIVERS', order: 1 },
    ],
    after: HEAD,
  },
  {
    text: '[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\ContosoFlt\\Instances\\ContosoFlt Instance]\n"Altitude"="323850"\n"Flags"=dword:00000000',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'file-system-filter', id: 'ContosoFlt', name: 'ContosoFlt Instance', detail: '323850' },
    ],
    after: HEAD,
  },
  {
    text: '[HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\ContosoFlt]\n"DisplayName"="Contoso File Monitor"\n"Group"="FSFilter Anti-Virus"\n"ImagePath"="system32\\\\drivers\\\\ContosoFlt.sys"\n"Start"=dword:00000001\n"Type"=dword:00000002',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'driver', id: 'ContosoFlt', name: 'Contoso File Monitor', detail: 'System, FSFilter Anti-Virus, system32\\drivers\\ContosoFlt.sys' },
    ],
    after: HEAD,
  },
] // prettier-ignore
