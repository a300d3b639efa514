/** What a run of setup tells beside its failures: where its log stops, which programs acted, which broke down. */
import type { Timed } from '../derive/materials.ts'
import type { Attempt } from '../model/story.ts'
import { hasFailed, isTroubled, type Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'
import { setupAttempts } from './upgrade.ts'

const LOGS_DOC = 'https://learn.microsoft.com/windows/deployment/upgrade/log-files'
const RESOLUTION_DOC =
  'https://learn.microsoft.com/windows/deployment/upgrade/resolution-procedures'

/** Always an answer: where no result is logged, the last thing that was begun. */
const stoppedAt: Rule = {
  id: 'setup.stopped-at',
  title: say('The log stops inside a phase', '日志停在某个阶段中'),
  level: 'warning',
  role: 'note',
  docs: RESOLUTION_DOC,
  find(facts) {
    return setupAttempts(facts)
      .filter((one) => one.outcome === 'unfinished' || (hasFailed(one) && one.result === 0))
      .flatMap((attempt): readonly Observation[] => {
        const phase = attempt.phases.findLast(
          (one) => one.kind !== 'rollback' && one.place !== null && one.outcome === 'unfinished',
        )
        if (!phase?.place) return []
        const last = attempt.operations.findLast((one) => one.outcome === 'succeeded')
        return [
          {
            confidence: 'shown',
            message: say(
              `The log stops in phase ${phase.name}: no end of it is logged.${last ? ` The last operation that completed is "${last.name}".` : ''}`,
              `日志停在 ${phase.name} 阶段：没有记录该阶段的结束。${last ? `最后完成的操作是“${last.name}”。` : ''}`,
            ),
            clause: say(`the log stops in phase ${phase.name}`, `日志停在 ${phase.name} 阶段`),
            subject: phase.name,
            at: phase.from,
            evidence: [phase.place, ...(last?.place ? [last.place] : [])],
            attempt: attempt.id,
          },
        ]
      })
  },
}

/** An application error that the log names while setup was at work: a cause only where setup came to nothing. */
const applicationError: Rule = {
  id: 'setup.application-error',
  title: say('A program failed while setup ran', '安装过程中有程序出错'),
  level: 'warning',
  role: 'cause',
  docs: RESOLUTION_DOC,
  find(facts) {
    return facts.signals('setup.application-error').map(({ signal, at, place }) => {
      const attempt = attemptOver(facts, at)
      const explains = attempt !== null && (isTroubled(attempt) || attempt.outcome === 'unfinished')
      return {
        ...(!explains && { level: 'note' as const, role: 'note' as const }),
        confidence: 'suspected' as const,
        message: say(
          `${signal.image} failed with an application error while setup ran. Its vendor's newer build, or its removal, is the next test.`,
          `安装运行期间 ${signal.image} 发生应用程序错误。下一步：升级该程序到新版本，或卸载后再试。`,
        ),
        clause: say(`application error in ${signal.image}`, `${signal.image} 应用程序错误`),
        subject: signal.image,
        at,
        evidence: [place],
        attempt: attempt?.id ?? '',
      }
    })
  },
}

function attemptOver(facts: Facts, at: number): Attempt | null {
  return setupAttempts(facts).findLast((one) => at >= one.from && at <= one.to) ?? null
}

/** Programs named once each; more than this is a list that nobody reads. */
const MOST_PROGRAMS = 8

/** Which process acted, where a log shows it: what to look for in a trace or a task list. */
const programs: Rule = {
  id: 'setup.programs',
  title: say('Programs that acted', '参与安装的进程'),
  level: 'note',
  role: 'note',
  docs: LOGS_DOC,
  find(facts) {
    const acting = facts.signals('setup.process')
    return setupAttempts(facts)
      .filter(isTroubled)
      .flatMap((attempt): readonly Observation[] => {
        const first = new Map<string, Timed<'setup.process'>>()
        for (const one of acting) {
          if (!(one.at >= attempt.from && one.at <= attempt.to)) continue
          const image = one.signal.image.toLowerCase()
          if (!first.has(image)) first.set(image, one)
        }
        const named = [...first.values()].sort((a, b) => a.at - b.at).slice(0, MOST_PROGRAMS)
        const [earliest] = named
        if (!earliest) return []
        const images = named.map(({ signal }) => signal.image)
        return [
          {
            confidence: 'shown',
            message: say(
              `Programs of this run that its logs name: ${images.join(', ')}.`,
              `日志中记录的本次安装的进程：${images.join('、')}。`,
            ),
            subject: images.join(', '),
            at: earliest.at,
            evidence: named.map(({ place }) => place),
            attempt: attempt.id,
          },
        ]
      })
  },
}

export const setupRunRules: readonly Rule[] = [applicationError, stoppedAt, programs]
