/** Lists of DISM in English and in Chinese, with the reading that is expected. */
import type { Sample } from '../format.ts'

const HEAD = `
Deployment Image Servicing and Management tool
Version: 10.0.19041.844

Image Version: 10.0.19045.2965
`

const CHINESE_HEAD = `
部署映像服务和管理工具
版本: 10.0.19041.844

映像版本: 10.0.19045.2965
`

const item = { kind: 'machine.item', name: '', provider: '', version: '', detail: '' } as const

export const samples: readonly Sample[] = [
  {
    text: CHINESE_HEAD.trim(),
    time: null,
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'os-build', value: '10.0.19045.2965' }],
  },
  {
    text: 'Package Identity : Package_for_KB5015684~31bf3856ad364e35~amd64~~19041.1799.1.2\nState : Installed\nRelease Type : Update\nInstall Time : 4/12/2023 6:12 AM',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'update', id: 'KB5015684', name: 'Package_for_KB5015684~31bf3856ad364e35~amd64~~19041.1799.1.2', version: '19041.1799.1.2', detail: 'Installed, Update, 4/12/2023 6:12 AM' },
    ],
    after: HEAD,
  },
  {
    text: 'Microsoft-Windows-Client-LanguagePack-Package~31bf3856ad364e35~amd64~zh-CN~10.0.19041.2965 | 已安装 | Language Pack | 2023/4/12 6:12',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'package', id: 'Microsoft-Windows-Client-LanguagePack-Package~31bf3856ad364e35~amd64~zh-CN~10.0.19041.2965', version: '10.0.19041.2965', detail: '已安装, Language Pack, 2023/4/12 6:12' },
    ],
    after: `${CHINESE_HEAD}\n----------------- | ------- | --------- | -------`,
  },
  {
    text: '已发布的名称 : oem12.inf\n原始文件名 : contosonet.inf\n收件箱 : 否\n类名 : Net\n提供程序名称 : Contoso\n日期 : 2023/3/3\n版本 : 12.19.2.45',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'driver-package', id: 'oem12.inf', name: 'contosonet.inf', provider: 'Contoso', version: '12.19.2.45', detail: 'Net, 2023/3/3' },
    ],
    after: CHINESE_HEAD,
  },
  {
    text: '功能名称 : TelnetClient\n状态 : 已禁用\n\n功能名称 : NetFx3\n状态 : 已启用',
    time: null,
    level: 'info',
    signals: [
      { ...item, item: 'feature', id: 'TelnetClient', detail: '已禁用' },
      { ...item, item: 'feature', id: 'NetFx3', detail: '已启用' },
    ],
    after: CHINESE_HEAD,
  },
  {
    text: 'Default system UI language : zh-CN\nSystem locale : zh-CN\nDefault time zone : China Standard Time\nActive keyboard(s) : 0804:{81D4E9C9-1D3B-41BC-9E6C-4B40BF79E35E}',
    time: null,
    level: 'info',
    signals: [
      { kind: 'machine.fact', key: 'language', value: 'zh-CN', from: 'inventory' },
      { kind: 'machine.fact', key: 'time-zone', value: 'China Standard Time', from: 'inventory' },
    ],
    after: HEAD,
  },
] // prettier-ignore
