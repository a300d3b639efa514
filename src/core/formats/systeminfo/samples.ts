/** Lines of systeminfo in English and in Chinese, with the reading that is expected. */
import type { Sample } from '../format.ts'

const HEAD = `
Host Name:                 PC-0231
OS Name:                   Microsoft Windows 10 Enterprise
OS Version:                10.0.19045 N/A Build 19045
OS Manufacturer:           Microsoft Corporation
OS Configuration:          Standalone Workstation
OS Build Type:             Multiprocessor Free
Registered Owner:          user
Registered Organization:   
Product ID:                00329-00000-00003-AA000
Original Install Date:     3/14/2022, 9:26:53 AM`

const fact = (key: string, value: string) =>
  ({ kind: 'machine.fact', key, value, from: 'inventory' }) as const

const update = (id: string) =>
  ({ kind: 'machine.item', item: 'update', id, name: '', provider: '', version: '', detail: '' }) as const // prettier-ignore

export const samples: readonly Sample[] = [
  {
    text: 'OS Version:                10.0.19045 N/A Build 19045',
    time: null,
    level: 'info',
    signals: [fact('os-build', '10.0.19045')],
    after: HEAD.slice(0, HEAD.indexOf('OS Version')).trimEnd(),
  },
  {
    // The line above is known by the one below.
    text: '主机名:           PC-0231\nOS 名称:          Microsoft Windows 10 专业版\nOS 版本:          10.0.19045 暂缺 Build 19045',
    time: null,
    level: 'info',
    signals: [
      fact('name', 'PC-0231'),
      fact('os-name', 'Microsoft Windows 10 专业版'),
      fact('os-build', '10.0.19045'),
    ],
  },
  {
    text: 'System Boot Time:          5/26/2023, 12:19:30 AM\nSystem Manufacturer:       Contoso Computers\nSystem Model:              Desk 7010\nSystem Type:               x64-based PC',
    time: null,
    level: 'info',
    signals: [
      fact('manufacturer', 'Contoso Computers'),
      fact('model', 'Desk 7010'),
      fact('architecture', 'x64'),
      fact('last-boot', '5/26/2023, 12:19:30 AM'),
      { kind: 'sys.boot', at: Date.UTC(2023, 4, 26, 0, 19, 30), source: 'inventory' },
    ],
    after: HEAD,
  },
  {
    text: 'Hotfix(s):                 2 Hotfix(s) Installed.\n                           [01]: KB5015684\n                           [02]: KB5026361',
    time: null,
    level: 'info',
    signals: [update('KB5015684'), update('KB5026361')],
    after: HEAD,
  },
]
