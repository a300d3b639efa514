/** Crashes: what fell, in which phase, and which driver is suspected: never the kernel by default. */
import { lookUp } from '../codes/look-up.ts'
import { explainBugCheck } from '../codes/bug-check.ts'
import type { Attempt, Crash, DriverStaging, Place } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { stageOfExtend } from '../derive/setup-phases.ts'
import { hasFailed, type Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { stageWords } from './wording.ts'

const BUG_CHECK_DOC =
  'https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2'

const RESOLUTION_DOC =
  'https://learn.microsoft.com/windows/deployment/upgrade/resolution-procedures'

/** `0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED`. */
function bugCheckText(crash: Crash): string {
  const { name } = lookUp(crash.bugCheck, { family: 'bugcheck' })
  return `0x${crash.bugCheck.toString(16).toUpperCase()}${name ? ` ${name}` : ''}`
}

/** The upgrade or update whose span holds the crash. Passes have their own rule, with the rival's pros and cons. */
function attemptOf(facts: Facts, crash: Crash): Attempt | null {
  const inSpan = facts.story.attempts.filter(
    (one) =>
      one.kind !== 'audit' && one.kind !== 'oobe' && crash.at >= one.from && crash.at <= one.to,
  )
  return inSpan.findLast(hasFailed) ?? null
}

/** Drivers whose staging or installation failed in the same bundle: what a crash while drivers load is laid to first. */
function failedDrivers(facts: Facts, attempt: Attempt): readonly DriverStaging[] {
  return facts.story.drivers.filter(
    (driver) =>
      driver.outcome === 'failed' && !driver.inbox && driver.from <= attempt.to + 3_600_000,
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

function observe(facts: Facts, crash: Crash, attempt: Attempt): Observation {
  const stage = attempt.kind === 'upgrade' ? stageOfExtend(attempt.extend) : null
  const suspects = crash.suspect === '' ? failedDrivers(facts, attempt) : []
  const suspect = crash.suspect === '' ? suspects.map(driverName).join(', ') : crash.suspect
  const uptime = Number.isNaN(crash.uptimeMs) ? null : Math.round(crash.uptimeMs / 1000)
  const during = stage
    ? [` during ${stageWords(stage).en}`, `（${stageWords(stage).zh}）`]
    : ['', '']
  const up =
    uptime === null
      ? ['', '']
      : [`, ${uptime} s after the start of the machine`, `，开机后 ${uptime} 秒`]
  const who: Localized =
    suspect === ''
      ? say(
          ' No driver is named by the logs: the stack in the dump is what tells.',
          ' 日志没有指明是哪个驱动程序：需要看转储文件中的调用堆栈。',
        )
      : say(
          crash.suspect === ''
            ? ` Suspected: ${suspect}, a driver that also failed to install in this bundle.`
            : ` The log names the module ${suspect}.`,
          crash.suspect === ''
            ? ` 疑似：${suspect}，该驱动程序在本日志包中安装也失败了。`
            : ` 日志指明的模块是 ${suspect}。`,
        )
  return {
    confidence: 'shown',
    message: say(
      `The machine crashed${during[0]}: bug check ${bugCheckText(crash)}${up[0]}.${who.en}`,
      `系统发生错误检查（蓝屏）${bugCheckText(crash)}${during[1]}${up[1]}。${who.zh}`,
    ),
    clause: say(
      `bug check ${bugCheckText(crash)}${during[0]}${suspect === '' ? '' : `, suspected: ${suspect}`}`,
      `蓝屏 ${bugCheckText(crash)}${during[1]}${suspect === '' ? '' : `，疑似 ${suspect}`}`,
    ),
    codes: exceptionCodes(crash),
    subject: suspect === '' ? bugCheckText(crash) : suspect,
    at: crash.at,
    evidence: [
      crash.place,
      ...crashRecord(facts, crash),
      ...suspects.flatMap((driver) => driver.failures[0]?.place ?? []),
    ],
    advice: crashAdvice(crash, suspects),
    attempt: attempt.id,
  }
}

/** What the rollback log says of the same crash: that it was detected, and in which module. */
function crashRecord(facts: Facts, crash: Crash): readonly Place[] {
  const found = facts
    .signals('rollback.crash')
    .find(({ signal }) => signal.detected && signal.bugCheck === crash.bugCheck)
  if (!found) return []
  const named = facts
    .signals('rollback.crash-module')
    .find(({ file, place }) => file === found.file && place.line > found.place.line)
  return [found.place, ...(named ? [named.place] : [])]
}

/** `lwfmgr.sys` where a service names it, else the INF. */
function driverName(driver: DriverStaging): string {
  return driver.service === '' ? driver.inf : `${driver.service} (${driver.inf})`
}

/** The exception that a bug check carries as its first parameter: 0x7E, 0x1E, 0x3B, 0x8E and their M forms. */
function exceptionCodes(crash: Crash): readonly number[] {
  if (![0x7e, 0x1e, 0x3b, 0x8e].includes(crash.bugCheck & 0x0fffffff)) return []
  const first = crash.parameters[0]
  if (first === undefined || first === '') return []
  return [Number(BigInt.asUintN(32, BigInt(first)))]
}

function crashAdvice(crash: Crash, suspects: readonly DriverStaging[]): readonly Localized[] {
  const { text } = explainBugCheck(crash.bugCheck)
  const vendors = suspects.map((driver): Localized =>
    say(
      `${driverName(driver)}${driver.provider === '' ? '' : ` of ${driver.provider}`}${driver.version === '' ? '' : `, version ${driver.version}`}: remove or update it, then repeat the upgrade. The product it belongs to stays a suspicion until its INF, service or uninstall entry ties it to this driver.`,
      `${driverName(driver)}${driver.provider === '' ? '' : `（${driver.provider}）`}${driver.version === '' ? '' : `，版本 ${driver.version}`}：卸载或更新后再次升级。它属于哪个产品，在 INF、服务或卸载项能够对应之前只能算疑似。`,
    ),
  )
  return [...(text ? [text] : []), ...vendors]
}

/** The machine was loading drivers: a setupapi section of that driver failed in the rollback folder's log. */
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
          .filter(
            (driver) =>
              driver.outcome === 'failed' &&
              driver.failures.some(({ at }) => at >= attempt.from && at <= attempt.to),
          )
          .map((driver): Observation => {
            const places: readonly Place[] = driver.failures.map(({ place }) => place).slice(0, 4)
            return {
              // That it failed is shown; that the upgrade failed because of it is not.
              confidence: 'suspected',
              message: say(
                `Driver ${driverName(driver)}${driver.provider === '' ? '' : ` (${driver.provider})`} failed to install: ${facts.named(driver.code)}.`,
                `驱动程序 ${driverName(driver)}${driver.provider === '' ? '' : `（${driver.provider}）`} 安装失败：${facts.named(driver.code)}。`,
              ),
              clause: say(
                `driver ${driver.inf} failed to install (${facts.named(driver.code)})`,
                `驱动程序 ${driver.inf} 安装失败（${facts.named(driver.code)}）`,
              ),
              codes: driver.code === 0 ? [] : [driver.code],
              subject: driver.inf,
              at: driver.failures[0]?.at ?? driver.from,
              evidence: places,
              attempt: attempt.id,
            }
          }),
      )
  },
}

/** A crash that belongs to no run of setup is told all the same. */
const crashAlone: Rule = {
  id: 'crash.alone',
  title: say('Bug check', '错误检查（蓝屏）'),
  level: 'error',
  role: 'cause',
  docs: BUG_CHECK_DOC,
  find(facts) {
    return facts.story.crashes.flatMap((crash): readonly Observation[] => {
      if (attemptOf(facts, crash)) return []
      const inPass = facts.story.attempts.some(
        (one) => crash.at >= one.from && crash.at <= one.to && one.kind !== 'driver',
      )
      if (inPass) return []
      const { text } = explainBugCheck(crash.bugCheck)
      return [
        {
          confidence: 'shown',
          message: say(
            `The machine crashed with bug check ${bugCheckText(crash)}${crash.suspect === '' ? '' : `; the log names ${crash.suspect}`}. No run of setup in this bundle covers that time.`,
            `系统发生错误检查（蓝屏）${bugCheckText(crash)}${crash.suspect === '' ? '' : `；日志指明 ${crash.suspect}`}。日志包中没有覆盖该时间的安装过程。`,
          ),
          clause: say(`bug check ${bugCheckText(crash)}`, `蓝屏 ${bugCheckText(crash)}`),
          codes: exceptionCodes(crash),
          subject: bugCheckText(crash),
          at: crash.at,
          evidence: [crash.place],
          advice: text ? [text] : [],
        },
      ]
    })
  },
}

export const bugCheckRules: readonly Rule[] = [crashInAttempt, failedDriverInUpgrade, crashAlone]
