/** Updates that fail: a driver that could not be staged, the failure that CBS remembers, the rollback. */
import { formatCode } from '../codes/code-value.ts'
import { lookUp } from '../codes/look-up.ts'
import type {
  Attempt,
  DriverQueueItem,
  DriverSection,
  DriverStaging,
  Place,
  ServicingSession,
} from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import type { Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'

const UPDATE_DOC =
  'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/common-windows-update-errors'
const LOGGING_DOC =
  'https://learn.microsoft.com/windows-hardware/drivers/install/setupapi-text-logs'

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
    session.driverQueues.flatMap((queue) =>
      queue.items
        .filter((item) => item.code !== 0)
        .map((item) => ({ session, attempt: attemptOfSession(facts, session), item })),
    ),
  )
}

function attemptOfSession(facts: Facts, session: ServicingSession): Attempt | null {
  return facts.story.attempts.find((one) => one.sessions.includes(session.id)) ?? null
}

function driverOf(facts: Facts, inf: string): DriverStaging | null {
  return facts.story.drivers.find((driver) => driver.inf === inf) ?? null
}

/** The section of setupapi that did the failing work, by INF and time. */
function sectionOf(facts: Facts, item: DriverQueueItem): DriverSection | null {
  return (
    facts.story.sections.find(
      (section) =>
        section.errors.some((error) => error.inf === item.inf) &&
        section.errors.some((error) => Math.abs(error.at - item.at) <= SAME_WORK_MS),
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
      const section = sectionOf(facts, item)
      const first = section?.errors.find((error) => error.code === item.code) ?? section?.errors[0]
      if (!section || !first) return []
      const driver = driverOf(facts, item.inf)
      const hive = /DRIVERS database/i.test(first.text)
      return [
        {
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

function adviceFor(code: number, driver: DriverStaging | null): readonly Localized[] {
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
      session.driverQueues
        .filter((queue) => queue.outcome === 'failed')
        .map((queue): Observation => {
          const item = queue.items.find((one) => one.code !== 0) ?? null
          const explained = item ? sectionOf(facts, item) !== null : false
          const verb = queue.action === 'install' ? ['installing', '安装'] : ['staging', '暂存']
          const inf = item?.inf ?? ''
          const code = item?.code ?? queue.code
          const count =
            queue.count < 0
              ? ['', '']
              : [` of ${queue.count} driver updates`, `（共 ${queue.count} 个驱动更新）`]
          return {
            role: explained ? 'consequence' : 'cause',
            confidence: 'shown',
            message: say(
              `CBS: ${verb[0]}${count[0]} failed${item ? ` at index ${item.index}, ${inf}` : ''}: ${facts.named(code)}${item && item.code !== 0 ? ` (printed as "result ${code & 0xffff}")` : ''}.`,
              `CBS：驱动更新${verb[1]}失败${count[1]}${item ? `，索引 ${item.index}，${inf}` : ''}：${facts.named(code)}${item ? `（日志中写作 result ${code & 0xffff}）` : ''}。`,
            ),
            clause: say(
              `${inf === '' ? 'a driver' : `driver ${inf}`} could not be ${queue.action === 'install' ? 'installed' : 'staged'} (${facts.named(code)})`,
              `${inf === '' ? '驱动程序' : `驱动程序 ${inf} `}${verb[1]}失败（${facts.named(code)}）`,
            ),
            codes: code === 0 ? [] : [code],
            subject: inf,
            at: item?.at ?? queue.from,
            evidence: [...(item ? [item.place] : []), ...recordedResults(facts, item), queue.place],
            advice: explained ? [] : adviceFor(code, driverOf(facts, inf)),
            attempt: attemptOfSession(facts, session)?.id ?? '',
          }
        }),
    )
  },
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

const rolledBack: Rule = {
  id: 'servicing.rolled-back',
  title: say('The update was rolled back', '更新已回滚'),
  level: 'error',
  role: 'outcome',
  docs: UPDATE_DOC,
  find(facts) {
    return facts.story.sessions
      .filter((session) => session.outcome === 'rolled-back')
      .map((session): Observation => {
        const original = session.originalFailure
        const attempt = attemptOfSession(facts, session)
        const kb = attempt?.subject ?? ''
        const evidence = [original?.place, session.rollback?.place].filter(
          (place): place is Place => place !== undefined,
        )
        return {
          confidence: 'shown',
          message: say(
            `${kb === '' ? 'The update' : kb} was rolled back${original ? `: original failure status ${facts.named(original.code)}, last forward execute state ${original.state}` : ''}.`,
            `${kb === '' ? '更新' : kb} 已回滚${original ? `：原始失败状态 ${facts.named(original.code)}，失败时的执行状态 ${original.state}` : ''}。`,
          ),
          clause: original
            ? say(
                `${facts.named(original.code)} in ${original.state}`,
                `${original.state} 阶段出现 ${facts.named(original.code)}`,
              )
            : say('rolled back', '已回滚'),
          codes: original ? [original.code] : [],
          subject: kb,
          at: original?.at ?? session.rollback?.at ?? session.to,
          evidence,
          attempt: attempt?.id ?? '',
        }
      })
  },
}

/** A session that CBS finalises with a failure: package, code, and the Error lines before. */
const sessionFailed: Rule = {
  id: 'servicing.session-failed',
  title: say('A servicing session failed', '服务会话失败'),
  level: 'error',
  role: 'outcome',
  docs: UPDATE_DOC,
  find(facts) {
    return facts.story.sessions
      .filter((session) => session.outcome === 'failed' || session.outcome === 'cancelled')
      .map((session): Observation => {
        const end = facts
          .signals('cbs.session-end')
          .findLast(({ signal }) => signal.id === session.id)
        const place = end?.place ?? session.place ?? { file: 0, line: 1 }
        const client = session.client === '' ? '' : ` (${session.client})`
        const cancelled = session.outcome === 'cancelled'
        return {
          level: cancelled ? 'note' : 'error',
          confidence: 'shown',
          message: say(
            `The servicing session${client} ${cancelled ? 'was cancelled' : 'failed'}: ${facts.named(session.code)}.`,
            `服务会话${client}${cancelled ? '被取消' : '失败'}：${facts.named(session.code)}。`,
          ),
          clause: say(facts.named(session.code), facts.named(session.code)),
          codes: session.code === 0 ? [] : [session.code],
          subject: formatCode(session.code),
          at: end?.at ?? session.to,
          evidence: [
            place,
            ...facts.errorsBefore({ ...place, line: place.line - 1 }, 3).toReversed(),
          ],
          advice: adviceFor(session.code, null),
          attempt: attemptOfSession(facts, session)?.id ?? '',
        }
      })
  },
}

export const servicingRules: readonly Rule[] = [
  driverRefused,
  driverStagingFailed,
  sessionFailed,
  rolledBack,
]
