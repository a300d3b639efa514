/** Drivers of an update that the driver store refused: setupapi's word for it, and CBS's record of it. */
import { win32Of } from '../codes/code-value.ts'
import { lookUp } from '../codes/look-up.ts'
import type {
  Attempt,
  DriverQueueItem,
  DriverQueueRun,
  DriverSection,
  DriverStaging,
  Place,
  ServicingSession,
} from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { isTroubled, type Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { attemptOfSession } from './servicing.ts'

const LOGGING_DOC =
  'https://learn.microsoft.com/windows-hardware/drivers/install/setupapi-text-logs'
const UPDATE_DOC =
  'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/common-windows-update-errors'

/** The staging and the section that did it stand within this time of each other. */
const SAME_WORK_MS = 2 * 60_000

const ERROR_BADDB = 0x800703f1

interface FailedItem {
  readonly session: ServicingSession
  readonly attempt: Attempt | null
  readonly item: DriverQueueItem
}

function failedItems(facts: Facts): readonly FailedItem[] {
  return facts.story.sessions.flatMap((session) =>
    forwardQueues(session).flatMap((queue) =>
      queue.items
        .filter((item) => item.code !== 0)
        .map((item) => ({ session, attempt: attemptOfSession(facts, session), item })),
    ),
  )
}

/** What fails while a rollback takes drivers back is not why there is one. */
function forwardQueues(session: ServicingSession): readonly DriverQueueRun[] {
  return session.driverQueues.filter(({ direction }) => direction !== 'Rollback')
}

function driverOf(facts: Facts, inf: string): DriverStaging | null {
  return facts.story.drivers.find((driver) => driver.inf === inf) ?? null
}

/** The section of setupapi that did the failing work, by INF and time. */
function sectionOf(facts: Facts, item: DriverQueueItem): DriverSection | null {
  return (
    facts.story.sections.find(
      (section) =>
        section.outcome !== 'succeeded' &&
        section.errors.some(
          ({ inf, at }) => inf === item.inf && Math.abs(at - item.at) <= SAME_WORK_MS,
        ),
    ) ?? null
  )
}

/** setupapi's own words are the cause; where that log is missing, CBS's record is all there is. */
const driverRefused: Rule = {
  id: 'servicing.driver-store-refused',
  title: say(
    'The driver store refused a driver of the update',
    '驱动程序存储拒绝了更新中的驱动程序',
  ),
  level: 'error',
  role: 'cause',
  docs: LOGGING_DOC,
  find(facts) {
    return failedItems(facts).flatMap(({ attempt, item }): readonly Observation[] => {
      const explains = attempt !== null && isTroubled(attempt)
      const section = sectionOf(facts, item)
      const first = section?.errors.find((error) => error.code === item.code) ?? section?.errors[0]
      if (!section || !first) return []
      const driver = driverOf(facts, item.inf)
      const hive = /DRIVERS database/i.test(first.text)
      return [
        {
          // The update went on without it.
          ...(!explains && { level: 'warning' as const, role: 'note' as const }),
          confidence: 'shown',
          message: say(
            `setupapi: ${hive ? 'the DRIVERS registry hive (driver database) refused' : 'the driver store could not take'} ${item.inf}${driver?.storeFolder ? ` (${driver.storeFolder})` : ''}: ${facts.named(first.code)}.${driver?.inbox ? ' The driver comes with Windows (component store): no oemNN.inf name is expected and no vendor is to be asked.' : ''}`,
            `setupapi：${hive ? 'DRIVERS 注册表配置单元（驱动程序数据库）拒绝了' : '驱动程序存储无法接收'} ${item.inf}${driver?.storeFolder ? `（${driver.storeFolder}）` : ''}：${facts.named(first.code)}。${driver?.inbox ? '该驱动程序是 Windows 自带的（来自组件存储）：没有 oemNN.inf 发布名称属于正常，也无需联系厂商。' : ''}`,
          ),
          clause: say(
            `driver ${item.inf} could not be staged (${facts.named(item.code)})`,
            `驱动程序 ${item.inf} 暂存失败（${facts.named(item.code)}）`,
          ),
          codes: [item.code],
          subject: item.inf,
          at: first.at,
          evidence: [
            first.place,
            ...section.errors.map(({ place }) => place).filter((place) => place !== first.place),
            ...(section.end ? [section.end] : []),
          ].slice(0, 8),
          advice: adviceFor(item.code, driver),
          attempt: attempt?.id ?? '',
        },
      ]
    })
  },
}

export function adviceFor(code: number, driver: DriverStaging | null): readonly Localized[] {
  const { text } = lookUp(code)
  const vendor: readonly Localized[] =
    driver && !driver.inbox && driver.provider !== ''
      ? [
          say(
            `Ask ${driver.provider} for a newer package of ${driver.inf}${driver.version === '' ? '' : ` than ${driver.version}`}, or remove it before the update.`,
            `向 ${driver.provider} 索取比 ${driver.version === '' ? '当前' : driver.version} 更新的 ${driver.inf} 驱动包，或在更新前将其卸载。`,
          ),
        ]
      : []
  const hive: readonly Localized[] =
    code === ERROR_BADDB
      ? [
          say(
            'Why the DRIVERS hive refused the object is not in these logs. Test with the security agent removed.',
            '日志中看不出 DRIVERS 配置单元为何拒绝该对象。请先卸载安全软件后测试。',
          ),
          say(
            'Unplug all USB devices but the mouse and repeat.',
            '拔掉除鼠标以外的所有 USB 设备后重试。',
          ),
          say(
            'Install the update and, before restarting, switch on boot logging of Process Monitor (.pml) and a WPR boot trace (.etl); then restart.',
            '安装更新，重启之前启用 Process Monitor 启动日志（.pml）和 WPR 启动跟踪（.etl），然后重启。',
          ),
          say(
            'Empty SoftwareDistribution\\Download, reproduce, and collect the logs at once, before they rotate.',
            '清空 SoftwareDistribution\\Download，复现问题，并立即收集日志，以免日志被轮转覆盖。',
          ),
        ]
      : []
  return [...(text ? [text] : []), ...hive, ...vendor]
}

const driverStagingFailed: Rule = {
  id: 'servicing.driver-staging-failed',
  title: say('The driver phase of the update failed', '更新的驱动阶段失败'),
  level: 'error',
  role: 'consequence',
  docs: UPDATE_DOC,
  find(facts) {
    return facts.story.sessions.flatMap((session) =>
      forwardQueues(session)
        .filter((queue) => queue.outcome === 'failed')
        .map((queue) => observeQueue(facts, attemptOfSession(facts, session), queue)),
    )
  },
}

/** Words for what the queue did: `installing`, `could not be installed`, `安装`. */
function actionWords(action: string): readonly [doing: string, done: string, zh: string] {
  switch (action) {
    case 'install':
      return ['installing', 'installed', '安装']
    case 'unstage':
      return ['unstaging', 'unstaged', '取消暂存']
    case 'uninstall':
      return ['uninstalling', 'uninstalled', '卸载']
    default:
      return ['staging', 'staged', '暂存']
  }
}

function observeQueue(facts: Facts, attempt: Attempt | null, queue: DriverQueueRun): Observation {
  const item = queue.items.find((one) => one.code !== 0) ?? null
  const explained = item ? sectionOf(facts, item) !== null : false
  const explains = attempt !== null && isTroubled(attempt)
  const [doing, done, zh] = actionWords(queue.action)
  const inf = item?.inf ?? ''
  const code = item?.code ?? queue.code
  const named = code === 0 ? say('', '') : say(`: ${facts.named(code)}`, `：${facts.named(code)}`)
  const inside =
    code === 0 ? say('', '') : say(` (${facts.named(code)})`, `（${facts.named(code)}）`)
  const count =
    queue.count < 0
      ? say(' driver updates', '')
      : say(` of ${queue.count} driver updates`, `（共 ${queue.count} 个驱动更新）`)
  const win32 = win32Of(code)
  const spelled =
    item && win32
      ? say(` (printed as "result ${win32}")`, `（日志中写作 result ${win32}）`)
      : say('', '')
  return {
    role: explained ? 'consequence' : 'cause',
    ...(!explains && { level: 'warning' as const, role: 'note' as const }),
    confidence: 'shown',
    message: say(
      `CBS: ${doing}${count.en} failed${item ? ` at index ${item.index}, ${inf}` : ''}${named.en}${spelled.en}.`,
      `CBS：驱动更新${zh}失败${count.zh}${item ? `，索引 ${item.index}，${inf}` : ''}${named.zh}${spelled.zh}。`,
    ),
    clause: say(
      `${inf === '' ? 'a driver' : `driver ${inf}`} could not be ${done}${inside.en}`,
      `${inf === '' ? '驱动程序' : `驱动程序 ${inf} `}${zh}失败${inside.zh}`,
    ),
    codes: code === 0 ? [] : [code],
    subject: inf,
    at: item?.at ?? queue.from,
    evidence: [...(item ? [item.place] : []), ...recordedResults(facts, item), queue.place],
    advice: explained ? [] : adviceFor(code, driverOf(facts, inf)),
    attempt: attempt?.id ?? '',
  }
}

function recordedResults(facts: Facts, item: DriverQueueItem | null): readonly Place[] {
  if (!item) return []
  return facts
    .signals('cbs.doqe-result')
    .filter(
      ({ signal, at }) =>
        signal.inf.toLowerCase() === item.inf &&
        signal.code !== 0 &&
        Math.abs(at - item.at) <= SAME_WORK_MS,
    )
    .map(({ place }) => place)
    .slice(0, 2)
}

export const updateDriverRules: readonly Rule[] = [driverRefused, driverStagingFailed]
