/** DISM commands that failed, as DISM itself says at the end of its run. */
import type { Timed } from '../derive/materials.ts'
import { lookUp } from '../codes/look-up.ts'
import { isFailure } from '../derive/materials.ts'
import { say, type Observation, type Rule } from './rule.ts'
import type { Facts } from './facts.ts'

const DISM_DOC =
  'https://learn.microsoft.com/windows-hardware/manufacture/desktop/deployment-troubleshooting-and-log-files'

/** Failures of one command stand between its command line and the next one. */
interface Command {
  readonly commandLine: string
  readonly begin: Timed
  readonly failures: Timed<'dism.failed'>[]
}

function commandsOf(facts: Facts): readonly Command[] {
  const all: Timed[] = [...facts.signals('dism.command'), ...facts.signals('dism.failed')]
  all.sort((a, b) => a.file - b.file || a.place.line - b.place.line)
  const commands: Command[] = []
  for (const timed of all) {
    const { signal } = timed
    if (signal.kind === 'dism.command') {
      commands.push({ commandLine: signal.commandLine, begin: timed, failures: [] })
    } else if (signal.kind === 'dism.failed' && isFailure(signal.code)) {
      const open = commands.at(-1)
      if (open && open.begin.file === timed.file) open.failures.push(timed as Timed<'dism.failed'>)
      else
        commands.push({ commandLine: '', begin: timed, failures: [timed as Timed<'dism.failed'>] })
    }
  }
  return commands.filter((command) => command.failures.length > 0)
}

const commandFailed: Rule = {
  id: 'dism.command-failed',
  title: say('A DISM command failed', 'DISM 命令失败'),
  level: 'error',
  role: 'outcome',
  docs: DISM_DOC,
  find(facts) {
    const commands = commandsOf(facts)
    return commands.map((command, index): Observation => {
      const last = command.failures.at(-1) as Timed<'dism.failed'>
      const code = last.signal.code
      const { text } = lookUp(code)
      const what = command.commandLine === '' ? 'DISM' : `"${command.commandLine}"`
      return {
        // People try again: only the last failure stands, the ones before are notes.
        ...(index < commands.length - 1 && { level: 'note' as const, role: 'note' as const }),
        confidence: 'shown',
        message: say(
          `${what} failed with ${facts.named(code)}.`,
          `${what} 失败：${facts.named(code)}。`,
        ),
        clause: say(`DISM failed with ${facts.named(code)}`, `DISM 失败：${facts.named(code)}`),
        codes: [code],
        subject: command.commandLine,
        at: last.at,
        evidence: [
          last.place,
          ...command.failures.slice(0, 4).map(({ place }) => place),
          ...(command.commandLine === '' ? [] : [command.begin.place]),
        ],
        advice: text ? [text] : [],
      }
    })
  },
}

export const dismRules: readonly Rule[] = [commandFailed]
