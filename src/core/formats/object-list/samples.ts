/** Objects as wmic and PowerShell print them, with the reading that is expected. */
import type { Sample } from '../format.ts'

const item = { kind: 'machine.item', name: '', provider: '', version: '', detail: '' } as const
const fact = (key: string, value: string) =>
  ({ kind: 'machine.fact', key, value, from: 'inventory' }) as const

export const samples: readonly Sample[] = [
  {
    text: 'http://support.microsoft.com/?kbid=5015684  PC-0231  Security Update               KB5015684               NT AUTHORITY\\SYSTEM  5/26/2023',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'update', id: 'KB5015684', name: 'Security Update', detail: '5/26/2023' },
    ],
    after:
      'Caption                                     CSName   Description      FixComments  HotFixID   InstallDate  InstalledBy          InstalledOn  Name  ServicePackInEffect  Status',
  },
  {
    text: 'DisplayName     : Contoso 安全软件\nDisplayVersion  : 12.1.0\nPublisher       : Contoso\nInstallDate     : 20230401',
    time: null,
    level: 'info',
    signals: [
      {
        ...item,
        item: 'application',
        id: 'Contoso 安全软件',
        name: 'Contoso 安全软件',
        provider: 'Contoso',
        version: '12.1.0',
        detail: '20230401',
      },
    ],
  },
  {
    text: 'PC-0231       Update           KB5027119     NT AUTHORITY\\SYSTEM  2023/6/14 0:00:00',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'update', id: 'KB5027119', name: 'Update', detail: '2023/6/14 0:00:00' },
    ],
    after:
      '\nSource        Description      HotFixID      InstalledBy          InstalledOn\n------        -----------      --------      -----------          -----------',
  },
  {
    text: 'BuildNumber=19045\nCaption=Microsoft Windows 10 Enterprise\nCSName=PC-0231\nMUILanguages={"zh-CN"}\nOSArchitecture=64-bit\nVersion=10.0.19045',
    time: null,
    level: 'info',
    signals: [
      fact('os-name', 'Microsoft Windows 10 Enterprise'),
      fact('os-build', '10.0.19045'),
      fact('architecture', '64-bit'),
      fact('name', 'PC-0231'),
      fact('language', 'zh-CN'),
    ],
  },
]
