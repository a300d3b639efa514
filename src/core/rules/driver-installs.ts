/** setupapi sections that failed: the first `!!!` line says why, the exit status says how it ended. */
import type { Attempt, DriverSection } from '../model/story.ts'
import { formatCode } from '../codes/code-value.ts'
import { lookUp } from '../codes/look-up.ts'
import type { Facts } from './facts.ts'
import { say, type Observation, type Rule } from './rule.ts'

const LOGGING_DOC =
  'https://learn.microsoft.com/windows-hardware/drivers/install/setupapi-text-logs'

function attemptOf(facts: Facts, section: DriverSection): Attempt | null {
  return (
    facts.story.attempts.find(
      (one) =>
        one.kind === 'driver' &&
        one.begin?.file === section.place.file &&
        one.begin.line === section.place.line,
    ) ?? null
  )
}

/** Only sections that are attempts by themselves: what failed inside an update or upgrade is told by its rules. */
function failedSections(facts: Facts): readonly (readonly [DriverSection, Attempt])[] {
  return facts.story.sections.flatMap((section) => {
    const attempt = section.outcome === 'failed' ? attemptOf(facts, section) : null
    return attempt ? [[section, attempt] as const] : []
  })
}

/** As the log prints it. */
function headOf({ title, target }: DriverSection): string {
  return target === '' ? title : `${title} - ${target}`
}

/** The sentence around it names the code and ends with its own stop. */
function withoutCode(text: string): string {
  return text.replace(/\s*Error = 0x[0-9a-f]+\.?$/i, '').replace(/\.$/, '')
}

/**
 * `0xE0000247 (0x800F0247 SPAPI_E_DRIVER_STORE_ADD_FAILED)`: setupapi prints its own codes and Win32 ones in forms that a reader
 * looks for in the log, and the rest of the page names their HRESULT.
 */
function endCode(facts: Facts, { code, end }: DriverSection): string {
  const printed = facts
    .signals('drv.section-end')
    .find(({ place }) => place.file === end?.file && place.line === end.line)?.signal.code
  const named = facts.named(code)
  return printed === undefined || printed === code ? named : `${formatCode(printed)} (${named})`
}

const sectionError: Rule = {
  id: 'driver.section-error',
  title: say('setupapi reports an error', 'setupapi 报告错误'),
  level: 'error',
  role: 'cause',
  docs: LOGGING_DOC,
  find(facts) {
    return failedSections(facts).flatMap(([section, attempt]): readonly Observation[] => {
      const first = section.errors[0]
      if (!first) return []
      const { text } = lookUp(first.code || section.code)
      const words = first.text.trim()
      return [
        {
          confidence: 'shown',
          message: say(`setupapi: ${words}`, `setupapi 报告：${words}`),
          clause: say(withoutCode(words), withoutCode(words)),
          codes: first.code === 0 ? [] : [first.code],
          subject: first.inf === '' ? attempt.subject : first.inf,
          at: first.at,
          evidence: section.errors.map(({ place }) => place).slice(0, 8),
          advice: text ? [text] : [],
          attempt: attempt.id,
        },
      ]
    })
  },
}

const sectionFailed: Rule = {
  id: 'driver.section-failed',
  title: say('A driver installation failed', '驱动程序安装失败'),
  level: 'error',
  role: 'outcome',
  docs: LOGGING_DOC,
  find(facts) {
    return failedSections(facts).map(([section, attempt]) => ({
      confidence: 'shown' as const,
      message:
        section.code === 0
          ? say(`${headOf(section)} failed.`, `${headOf(section)} 失败。`)
          : say(
              `${headOf(section)} ended with ${endCode(facts, section)}.`,
              `${headOf(section)} 以 ${endCode(facts, section)} 结束。`,
            ),
      ...(section.code !== 0 && {
        clause: say(facts.named(section.code), facts.named(section.code)),
      }),
      codes: section.code === 0 ? [] : [section.code],
      subject: attempt.subject,
      at: Number.isNaN(section.to) ? section.from : section.to,
      evidence: [section.end ?? section.place, section.place],
      attempt: attempt.id,
    }))
  },
}

export const driverInstallRules: readonly Rule[] = [sectionError, sectionFailed]
