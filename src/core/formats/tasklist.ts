/**
 * tasklist: the processes that run, plainly, with their services (/svc), or with all details (/v).
 * https://learn.microsoft.com/windows-server/administration/windows-commands/tasklist
 */
import type { Sample } from './format.ts'
import { FoReader, foSniff, type FoTool } from './list/fo-reader.ts'
import { listFormat } from './list-format.ts'

/** Image name, process id, then: session name, session number, memory (and more with /v); or services. */
const PLAIN = [25, 8, 16, 11, 12]
const SERVICES = [25, 8, 44]

const IMAGE = /^[^\s"<>|:*?/\\][^"<>|:*?/\\]*$/
const MEMORY = /^[\d.,\s\u00a0]+ ?\S{1,2}$/

const tool: FoTool = {
  isRuler: (widths) =>
    [PLAIN, SERVICES].some(
      (expected) =>
        expected.every((width, at) => width === widths[at]) &&
        (widths.length === expected.length || expected === PLAIN),
    ),
  isRow: (values) => {
    const [image = '', pid = '', third = '', session = '', memory = ''] = values
    if (!IMAGE.test(image) || !/^\d{1,8}$/.test(pid)) return false
    if (values.length === 3) return third !== ''
    return values.length >= 5 && /^\d{1,6}$/.test(session) && MEMORY.test(memory)
  },
  joins: true,
  tell: (values, out) => {
    const [id = '', pid = '', services = ''] = values
    const hosts = values.length === 3 && !/^(?:N\/A|暂缺)$/i.test(services)
    out.item({ item: 'process', id, detail: hosts ? `PID ${pid}: ${services}` : `PID ${pid}` })
  },
}

const PROCESS = { kind: 'machine.item', item: 'process', name: '', provider: '', version: '' }

const samples: readonly Sample[] = [
  {
    text: 'services.exe                   860 Services                   0     13,012 K',
    time: null,
    level: 'info',
    signals: [{ ...PROCESS, kind: 'machine.item', id: 'services.exe', detail: 'PID 860' }],
    after:
      '映像名称                       PID 会话名              会话#       内存使用 \n========================= ======== ================ =========== ============',
  },
  {
    text: 'svchost.exe                    732 BrokerInfrastructure, DcomLaunch, Power,    \n                                   SystemEventsBroker',
    time: null,
    level: 'info',
    signals: [
      {
        ...PROCESS,
        kind: 'machine.item',
        id: 'svchost.exe',
        detail: 'PID 732: BrokerInfrastructure, DcomLaunch, Power, SystemEventsBroker',
      },
    ],
    after:
      'Image Name                     PID Services                                    \n========================= ======== ============================================',
  },
]

export const tasklist = listFormat({
  id: 'tasklist',
  title: 'tasklist',
  docs: 'https://learn.microsoft.com/windows-server/administration/windows-commands/tasklist',
  names: [/tasklist.*\.(txt|log|csv)$/i],
  samples,
  emits: ['machine.item'],
  sniff: (head) => foSniff(head, tool),
  newReader: () => new FoReader(tool),
})
