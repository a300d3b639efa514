/** Crashes: what fell, in which phase, and which driver is suspected: never the kernel by default. */
import { lookUp } from '../codes/look-up.ts'
import { explainBugCheck } from '../codes/bug-check.ts'
import type { Attempt, Crash, DriverStaging, Place } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { stageOfExtend } from '../derive/setup-phases.ts'
import { isSameBugCheck } from '../derive/crashes.ts'
import { hasFailed, type Facts } from './facts.ts'
import { framePlaces, isLoading, isSuspectShown, stackWords } from './crash-words.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { duration, stageWords } from './wording.ts'

const BUG_CHECK_DOC =
  'https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2'

const RESOLUTION_DOC =
  'https://learn.microsoft.com/windows/deployment/upgrade/resolution-procedures'

/** A driver that failed this long before the attempt or after it may still be of it: logs of one restart. */
const AROUND_MS = 3_600_000

/** `0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED`. */
function bugCheckText(crash: Crash): string {
  const { name } = lookUp(crash.bugCheck, { family: 'bugcheck' })
  return `0x${crash.bugCheck.toString(16).toUpperCase()}${name ? ` ${name}` : ''}`
}

/** The failed upgrade or update whose span holds the crash. Passes have their own rule, with the rival's pros and cons. */
function attemptOf(facts: Facts, crash: Crash): Attempt | null {
  return (
    facts.story.attempts.findLast(
      (one) =>
        one.kind !== 'audit' &&
        one.kind !== 'oobe' &&
        one.kind !== 'driver' &&
        hasFailed(one) &&
        crash.at >= one.from &&
        crash.at <= one.to,
    ) ?? null
  )
}

/** Drivers that failed while the attempt ran: what a crash while drivers load is laid to first. */
function failedDrivers(facts: Facts, attempt: Attempt): readonly DriverStaging[] {
  return facts.story.drivers.filter(
    (driver) =>
      driver.outcome === 'failed' &&
      !driver.inbox &&
      driver.failures.some(
        ({ at }) => at >= attempt.from - AROUND_MS && at <= attempt.to + AROUND_MS,
      ),
  )
}

/** The driver package that a module belongs to, by its service or the name of its INF. */
function packageOf(facts: Facts, module: string): DriverStaging | null {
  const stem = module.toLowerCase().replace(/\.sys$/, '')
  if (stem === '') return null
  return (
    facts.story.drivers.find((driver) => driver.service.toLowerCase() === stem) ??
    facts.story.drivers.find((driver) => driver.inf === `${stem}.inf`) ??
    null
  )
}

const crashInAttempt: Rule = {
  id: 'crash.in-attempt',
  title: say('Bug check during setup', '安装过程中蓝屏'),
  level: 'error',
  role: 'cause',
  docs: BUG_CHECK_DOC,
  find(facts) {
    return facts.story.crashes.flatMap((crash): readonly Observation[] => {
      const attempt = attemptOf(facts, crash)
      return attempt ? [observe(facts, crash, attempt)] : []
    })
  },
}

/** The stage that the extend code names is that of the last crash; an earlier one may have fallen anywhere before. */
function stageOf(facts: Facts, crash: Crash, attempt: Attempt): Localized | null {
  const last = facts.story.crashes.findLast((one) => attemptOf(facts, one) === attempt)
  const stage = attempt.kind === 'upgrade' ? stageOfExtend(attempt.extend) : null
  return stage && last === crash ? stageWords(stage) : null
}

function observe(facts: Facts, crash: Crash, attempt: Attempt): Observation {
  const stage = stageOf(facts, crash, attempt)
  const named = packageOf(facts, crash.suspect)
  const suspects =
    crash.suspect === '' ? failedDrivers(facts, attempt) : [named].filter((one) => one !== null)
  const suspect = crash.suspect === '' ? suspects.map(moduleName).join(', ') : crash.suspect
  const up = Number.isNaN(crash.uptimeMs) ? null : duration(crash.uptimeMs)
  const during = stage ? say(` during ${stage.en}`, `（${stage.zh}）`) : say('', '')
  const who = whoseWords(crash, suspects)
  const stack = stackWords(crash)
  return {
    confidence: 'shown',
    message: say(
      `The machine crashed${during.en}: bug check ${bugCheckText(crash)}${up ? `, ${up.en} after the start of the machine` : ''}. ${stack === null ? '' : `${stack.en} `}${who.en}`,
      `系统发生错误检查（蓝屏）${bugCheckText(crash)}${during.zh}${up ? `，开机后 ${up.zh}` : ''}。${stack === null ? '' : stack.zh}${who.zh}`,
    ),
    clause: say(
      `bug check ${bugCheckText(crash)}${during.en}${isLoading(crash) ? ' while drivers were loaded' : ''}${suspect === '' ? '' : `, suspected: ${suspect}`}`,
      `蓝屏 ${bugCheckText(crash)}${during.zh}${isLoading(crash) ? '（加载驱动程序时）' : ''}${suspect === '' ? '' : `，疑似 ${suspect}`}`,
    ),
    codes: exceptionCodes(crash),
    subject: suspect === '' ? bugCheckText(crash) : suspect,
    at: crash.at,
    evidence: [
      crash.place,
      ...framePlaces(crash),
      ...crashRecord(facts, crash, attempt),
      ...suspects.flatMap((driver) => driver.failures[0]?.place ?? []),
    ],
    advice: crashAdvice(facts, crash, suspects),
    attempt: attempt.id,
  }
}

/** Who is suspected, and what ties the module to a package: a product stays a suspicion until something does. */
function whoseWords(crash: Crash, suspects: readonly DriverStaging[]): Localized {
  if (crash.suspect === '' && suspects.length === 0)
    return crash.frames.length > 0
      ? say(
          'Every frame that could be read belongs to Windows itself: no driver of another maker stands on this stack.',
          '能读出的每一帧都属于 Windows 自身：此调用堆栈上没有其他厂商的驱动程序。',
        )
      : say(
          'No driver is named by the logs: the stack in the dump is what tells.',
          '日志没有指明是哪个驱动程序：需要看转储文件中的调用堆栈。',
        )
  if (crash.suspect === '') {
    const names = suspects.map(driverName)
    return say(
      `Suspected: ${names.map(({ en }) => en).join(', ')}, which also failed to install during this run.`,
      `疑似：${names.map(({ zh }) => zh).join('、')}，本次运行期间其安装也失败了。`,
    )
  }
  const [driver] = suspects
  const names = namedBy(crash)
  if (!driver)
    return say(
      `${names.en} ${crash.suspect}. Nothing in this bundle ties it to a product.`,
      `${names.zh} ${crash.suspect}。本日志包中没有内容能将其对应到某个产品。`,
    )
  const of = driver.provider === '' ? '' : `; the provider of its INF is ${driver.provider}`
  const ofZh = driver.provider === '' ? '' : `，INF 中的提供者为 ${driver.provider}`
  const failed = driver.outcome === 'failed'
  return say(
    `${names.en} ${crash.suspect}, of the driver package ${driver.inf}${of}.${failed ? ' That package also failed to install.' : ''}`,
    `${names.zh} ${crash.suspect}，属于驱动程序包 ${driver.inf}${ofZh}。${failed ? '该驱动程序包的安装也失败了。' : ''}`,
  )
}

/** Who says so: the stack, surely or perhaps, or a line of a log. */
function namedBy(crash: Crash): Localized {
  if (crash.frames.length === 0) return say('The log names the module', '日志指明的模块是')
  return isSuspectShown(crash)
    ? say(
        'The first driver on the stack that is not of Windows is',
        '调用堆栈上第一个不属于 Windows 的驱动程序是',
      )
    : say(
        'A driver that is not of Windows may stand on the stack:',
        '调用堆栈上可能有一个不属于 Windows 的驱动程序：',
      )
}

/** What the rollback log of this attempt says of the same crash: that it was detected, and in which module. */
function crashRecord(facts: Facts, crash: Crash, attempt: Attempt): readonly Place[] {
  const found = facts
    .signals('rollback.crash')
    .find(
      ({ signal, at }) =>
        signal.detected &&
        isSameBugCheck(signal.bugCheck, crash.bugCheck) &&
        at >= attempt.from &&
        at <= attempt.to,
    )
  if (!found) return []
  const named = facts
    .signals('rollback.crash-module')
    .find(({ file, place }) => file === found.file && place.line > found.place.line)
  return [found.place, ...(named ? [named.place] : [])]
}

/** `lwfmgr.sys` where a service names it, else the INF. */
function moduleName(driver: DriverStaging): string {
  return driver.service === '' ? driver.inf : `${driver.service} (${driver.inf})`
}

/** `lwfmgr (lwfmgr.inf, Contoso)` / `lwfmgr（lwfmgr.inf，Contoso）`. */
function driverName(driver: DriverStaging): Localized {
  const inside = [driver.service === '' ? '' : driver.inf, driver.provider].filter(
    (one) => one !== '',
  )
  const outside = driver.service === '' ? driver.inf : driver.service
  return inside.length === 0
    ? say(outside, outside)
    : say(`${outside} (${inside.join(', ')})`, `${outside}（${inside.join('，')}）`)
}

/** The exception that a bug check carries as its first parameter: 0x7E, 0x1E, 0x3B, 0x8E and their M forms. */
function exceptionCodes(crash: Crash): readonly number[] {
  if (![0x7e, 0x1e, 0x3b, 0x8e].includes(crash.bugCheck & 0x0fffffff)) return []
  const first = crash.parameters[0]
  if (first === undefined || !/^0x[0-9a-f]{1,16}$/i.test(first)) return []
  return [Number(BigInt.asUintN(32, BigInt(first)))]
}

function crashAdvice(
  facts: Facts,
  crash: Crash,
  suspects: readonly DriverStaging[],
): readonly Localized[] {
  const { text } = explainBugCheck(crash.bugCheck)
  const steps = suspects.map((driver): Localized => {
    const version =
      driver.version === ''
        ? say('', '')
        : say(`, version ${driver.version}`, `，版本 ${driver.version}`)
    const isAgent = facts.story.machine.antivirus.includes(driver.provider)
    return say(
      `Remove or update ${driverName(driver).en}${version.en}, then repeat the run.${isAgent ? ` ${driver.provider} is listed as security software of this machine.` : ''}${driver.provider === '' ? ' Nothing names its maker: the product it belongs to stays a suspicion until its INF, service or uninstall entry ties it to this driver.' : ''}`,
      `卸载或更新 ${driverName(driver).zh}${version.zh}，然后重试。${isAgent ? `${driver.provider} 是本机登记的安全软件。` : ''}${driver.provider === '' ? '日志中没有其厂商名称：在 INF、服务或卸载项能够对应之前，它属于哪个产品只能算疑似。' : ''}`,
    )
  })
  return [...(text ? [text] : []), ...steps]
}

/** The machine was loading drivers: a section of that driver failed in the log of the rollback folder. */
const failedDriverInUpgrade: Rule = {
  id: 'crash.driver-of-upgrade-failed',
  title: say('A driver failed to install during the upgrade', '升级过程中驱动程序安装失败'),
  level: 'error',
  role: 'cause',
  docs: RESOLUTION_DOC,
  find(facts) {
    return facts.story.attempts
      .filter((one) => one.kind === 'upgrade' && hasFailed(one))
      .flatMap((attempt) =>
        facts.story.drivers
          .filter(({ outcome }) => outcome === 'failed')
          .flatMap((driver): readonly Observation[] => {
            const failures = driver.failures.filter(
              ({ at }) => at >= attempt.from && at <= attempt.to,
            )
            const [first] = failures
            if (!first) return []
            return [
              {
                // That it failed is shown; that the upgrade failed because of it is not.
                confidence: 'suspected',
                message: say(
                  `Driver ${driverName(driver).en} failed to install during the upgrade${driver.code === 0 ? '' : `: ${facts.named(driver.code)}`}.`,
                  `升级过程中驱动程序 ${driverName(driver).zh}安装失败${driver.code === 0 ? '' : `：${facts.named(driver.code)}`}。`,
                ),
                codes: driver.code === 0 ? [] : [driver.code],
                subject: driver.inf,
                at: first.at,
                evidence: failures.map(({ place }) => place).slice(0, 4),
                attempt: attempt.id,
              },
            ]
          }),
      )
  },
}

function isOfEventLog(facts: Facts, { place }: Crash): boolean {
  return [...facts.signals('sys.bug-check'), ...facts.signals('sys.unclean-restart')].some(
    (one) => one.place.file === place.file && one.place.line === place.line,
  )
}

/** A crash that no failed run covers is told all the same. */
const crashAlone: Rule = {
  id: 'crash.alone',
  title: say('Bug check', '错误检查（蓝屏）'),
  level: 'error',
  role: 'cause',
  docs: BUG_CHECK_DOC,
  find(facts) {
    return facts.story.crashes.flatMap((crash): readonly Observation[] => {
      const inFailedRun = facts.story.attempts.some(
        (one) =>
          hasFailed(one) && one.kind !== 'driver' && crash.at >= one.from && crash.at <= one.to,
      )
      if (inFailedRun) return []
      const { text } = explainBugCheck(crash.bugCheck)
      const suspect = crash.suspect === '' ? null : crash.suspect
      const stack = stackWords(crash)
      const named = suspect === null ? null : namedBy(crash)
      return [
        {
          // An event log reaches back for months: what it alone tells, outside of every run, is no failure of this bundle.
          ...(isOfEventLog(facts, crash) && { level: 'note' as const }),
          confidence: 'shown',
          message: say(
            `The machine crashed with bug check ${bugCheckText(crash)}.${stack ? ` ${stack.en}` : ''}${named ? ` ${named.en} ${suspect}.` : ''} No failed run of setup in this bundle covers that time.`,
            `系统发生错误检查（蓝屏）${bugCheckText(crash)}。${stack ? stack.zh : ''}${named ? `${named.zh} ${suspect}。` : ''}日志包中没有失败的安装过程覆盖该时间。`,
          ),
          clause: say(`bug check ${bugCheckText(crash)}`, `蓝屏 ${bugCheckText(crash)}`),
          codes: exceptionCodes(crash),
          subject: bugCheckText(crash),
          at: crash.at,
          evidence: [crash.place, ...framePlaces(crash)],
          advice: text ? [text] : [],
          attempt: '',
        },
      ]
    })
  },
}

export const bugCheckRules: readonly Rule[] = [crashInAttempt, failedDriverInUpgrade, crashAlone]
