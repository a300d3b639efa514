/**
 * msinfo32's own file (.nfo): XML, UTF-16. `<Category name="…">` holds `<Data>` with one element for each column; the names of both
 * are in the language of Windows, so only their order counts.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/msinfo32
 */
import type { Sample } from './format.ts'
import { MsinfoRows } from './msinfo/rows.ts'
import type { XmlElement } from './xml-element.ts'
import { xmlFormat } from './xml-format.ts'
import type { RecordReading } from './xml-types.ts'

export const msinfo = xmlFormat({
  id: 'msinfo',
  title: { en: 'System information (.nfo)', zh: '系统信息 (.nfo)' },
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/msinfo32',
  names: [/\.nfo$/i],
  samples: samples(),
  emits: ['machine.fact', 'machine.item'],
  sniff: ({ name }) => (name === 'MsInfo' ? 0.95 : 0),
  newState: () => new MsinfoRows<number>(),
  records: { Data: readData },
})

function readData(element: XmlElement, rows: MsinfoRows<number>): RecordReading {
  const component = element.parent?.attribute('name') ?? ''
  const cells = element.children.map((cell) => cell.text)
  const told = rows.row(cells, element.line)
  return { component, signals: told.map(({ place, ...signal }) => ({ ...signal, line: place })) }
}

function samples(): readonly Sample[] {
  const open = '<?xml version="1.0"?>\n<MsInfo>\n<Category name="系统摘要">'
  const pair = (item: string, value: string) =>
    `<Data>\n<项目><![CDATA[${item}]]></项目>\n<值><![CDATA[${value}]]></值>\n</Data>`
  const fact = (key: string, value: string) =>
    ({ kind: 'machine.fact', key, value, from: 'inventory' }) as const
  const above = [
    pair('OS 名称', 'Microsoft Windows 11 专业版'),
    pair('版本', '10.0.22621 版本 22621'),
    pair('其他 OS 描述', '没有资料'),
    pair('OS 制造商', 'Microsoft Corporation'),
    pair('系统名称', 'PC-0232'),
    pair('系统制造商', 'Contoso Computers'),
    pair('系统型号', 'Book 5'),
  ]
  return [
    {
      text: above[1] ?? '',
      time: null,
      level: 'info',
      component: '系统摘要',
      signals: [fact('os-build', '10.0.22621')],
      after: `${open}\n${above[0]}`,
    },
    {
      text: pair('系统类型', '基于 x64 的电脑'),
      time: null,
      level: 'info',
      component: '系统摘要',
      signals: [fact('architecture', 'x64')],
      after: `${open}\n${above.join('\n')}`,
    },
    {
      text: '<Data><名称><![CDATA[contosoflt]]></名称><描述><![CDATA[Contoso File Monitor]]></描述><文件><![CDATA[c:\\windows\\system32\\drivers\\contosoflt.sys]]></文件><类型><![CDATA[File System Driver]]></类型><已启动><![CDATA[是]]></已启动><启动模式><![CDATA[System]]></启动模式><状态><![CDATA[正在运行]]></状态><状态><![CDATA[确定]]></状态><错误控制><![CDATA[一般]]></错误控制><接受暂停><![CDATA[否]]></接受暂停><接受停止><![CDATA[是]]></接受停止></Data>',
      time: null,
      level: 'info',
      component: '系统驱动程序',
      signals: [
        { kind: 'machine.item', item: 'driver', id: 'contosoflt', name: 'Contoso File Monitor', provider: '', version: '', detail: 'System, 正在运行, c:\\windows\\system32\\drivers\\contosoflt.sys' },
      ],
      after: '<?xml version="1.0"?>\n<MsInfo>\n<Category name="系统驱动程序">',
    },
  ] // prettier-ignore
}
