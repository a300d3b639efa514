/** What interrupts a configuration pass: a crash in the middle of it, a shutdown that refuses its restart. */
import { canonicalCode } from '../codes/code-value.ts'
import { lookUp } from '../codes/look-up.ts'
import type { Timed } from '../derive/materials.ts'
import type { Attempt, Crash, Place } from '../model/story.ts'
import { passAttemptAt } from './configuration-passes.ts'
import { framePlaces, stackWords } from './crash-words.ts'
import { hasFailed } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { duration } from './wording.ts'

const PASSES_DOC =
  'https://learn.microsoft.com/windows-hardware/manufacture/desktop/how-configuration-passes-work'
const BUG_CHECK_DOC =
  'https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-code-reference2'

/** ERROR_SHUTDOWN_IN_PROGRESS */
const SHUTDOWN_IN_PROGRESS = 0x8007045b

const rebootRefused: Rule = {
  id: 'pass.reboot-refused',
  title: say('A restart was refused because one was under way', '系统正在关机，重启请求被拒绝'),
  level: 'note',
  role: 'consequence',
  docs: PASSES_DOC,
  find(facts) {
    return facts
      .signals('pass.reboot-failed')
      .filter(({ signal }) => canonicalCode(signal.code) === SHUTDOWN_IN_PROGRESS)
      .map(({ signal, at, place }) => ({
        confidence: 'shown' as const,
        message: say(
          `${signal.tool} could not start a restart: ${facts.named(signal.code)}. A shutdown was already in progress: this follows from it and is not a cause.`,
          `${signal.tool} 无法发起重启：${facts.named(signal.code)}。系统当时已在关机过程中：这是后果，不是原因。`,
        ),
        codes: [signal.code],
        subject: signal.tool,
        at,
        evidence: [place],
        attempt: passAttemptAt(facts, at)?.id ?? '',
      }))
  },
}

/** The crash as the rival of the pass's own explanation, told where it stands between the two. */
const crashDuringPass: Rule = {
  id: 'pass.crash-during-pass',
  title: say('The machine crashed during a configuration pass', '配置阶段期间系统蓝屏'),
  level: 'error',
  role: 'cause',
  docs: BUG_CHECK_DOC,
  find(facts) {
    return facts.story.crashes.flatMap((crash): readonly Observation[] => {
      const attempt = passAttemptAt(facts, crash.at)
      if (!attempt || !hasFailed(attempt)) return []
      const folders = facts
        .signals('pass.driver-path')
        .filter(({ at, signal }) => signal.code !== 0 && at >= attempt.from && at <= crash.at)
      const after =
        facts.signals('pass.failed').find(({ at }) => at >= crash.at && at <= attempt.to) ?? null
      const back = facts.story.boots.find((boot) => boot.at > crash.at) ?? null
      return [observe({ crash, attempt, folders, after, back: back?.place ?? null })]
    })
  },
}

interface Interruption {
  readonly crash: Crash
  readonly attempt: Attempt
  /** Driver folders reported before the crash, in the same run. */
  readonly folders: readonly Timed<'pass.driver-path'>[]
  readonly after: Timed<'pass.failed'> | null
  readonly back: Place | null
}

function observe({ crash, attempt, folders, after, back }: Interruption): Observation {
  const { name } = lookUp(crash.bugCheck, { family: 'bugcheck' })
  const label = `0x${crash.bugCheck.toString(16).toUpperCase()} ${name ?? ''}`.trim()
  const before = folders.at(-1)
  const sincePath = before ? duration(crash.at - before.at) : null
  const toFailure = after ? duration(after.at - crash.at) : null
  const uptime = Number.isNaN(crash.uptimeMs) ? null : (crash.uptimeMs / 1000).toFixed(1)
  const boot = crash.at - crash.uptimeMs
  const stack = stackWords(crash)
  const inEarlierStart = folders.some(({ at }) => at < boot)
  return {
    confidence: 'suspected',
    message: say(
      `Rival explanation: bug check ${label}${uptime ? ` ${uptime} s after the start of the machine` : ''}${sincePath ? `, ${sincePath.en} after the last missing driver folder` : ''}${toFailure ? `${sincePath ? ' and' : ','} ${toFailure.en} before the pass was reported as failed` : ''}. It may have interrupted the pass; the crash is a story of its own.${stack ? ` ${stack.en}` : ''}`,
      `另一种解释：错误检查（蓝屏）${label}${uptime ? `，发生在开机 ${uptime} 秒后` : ''}${sincePath ? `、最后一次找不到驱动程序文件夹之后 ${sincePath.zh}` : ''}${toFailure ? `、配置阶段被报告失败之前 ${toFailure.zh}` : ''}。它可能中断了该配置阶段；蓝屏本身是另一条线索。${stack ? stack.zh : ''}`,
    ),
    // With no folder missing there is no other cause to be the rival of.
    ...(!before && {
      clause: say(`bug check ${label} during a configuration pass`, `配置阶段期间蓝屏 ${label}`),
    }),
    codes: [],
    subject: label,
    at: crash.at,
    evidence: [
      crash.place,
      ...framePlaces(crash),
      ...(after ? [after.place] : []),
      ...(back ? [back] : []),
    ],
    inFavour: after
      ? [
          say(
            'The lines that report the failed pass belong to the start of the machine after the crash.',
            '报告配置阶段失败的日志行属于蓝屏之后的那次启动。',
          ),
        ]
      : [],
    against: before
      ? [
          inEarlierStart
            ? say(
                'The driver folders were missing before the crash, in an earlier start of the machine too.',
                '蓝屏之前（包括更早一次启动）就已经找不到驱动程序文件夹。',
              )
            : say(
                'The driver folder was missing before the crash.',
                '蓝屏之前就已经找不到驱动程序文件夹。',
              ),
        ]
      : [],
    advice: before
      ? [
          say(
            'If what was seen was a message box and not a blue screen, the dump does not explain the failure: look at the driver folders first.',
            '如果现场看到的是消息框而不是蓝屏，则转储文件不能解释本次失败：请先查驱动程序文件夹。',
          ),
        ]
      : [],
    attempt: attempt.id,
  }
}

export const passInterruptionRules: readonly Rule[] = [crashDuringPass, rebootRefused]
