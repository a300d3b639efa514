/** DISM commands that failed, as DISM itself says at the end of its run. */
import type { Timed } from '../derive/materials.ts'
import { lookUp } from '../codes/look-up.ts'
import { isFailure } from '../derive/materials.ts'
import type { Code } from '../model/units.ts'
import { say, type Observation, type Rule } from './rule.ts'
import type { Facts } from './facts.ts'

const DISM_DOC =
  'https://learn.microsoft.com/windows-hardware/manufacture/desktop/deployment-troubleshooting-and-log-files'

const E_FAIL = 0x80004005

/** Failures of one command stand between its command line and the next one. */
interface Command {
  readonly commandLine: string
  readonly begin: Timed
  readonly failures: Timed<'dism.failed'>[]
}

/**
 * Each step that fails on the way is an error of its own, also where DISM then goes another way: only the words of the
 * command line's own end mean the command. Without a command line (a program that calls DISM) there is no such end.
 */
const COMMAND_FAILED =
  /processed the command line but failed|Failed while processing command |::ExecuteCmdLine\(|::ProcessCmdLine_/

function commandsOf(facts: Facts): readonly Command[] {
  const all: Timed[] = [...facts.signals('dism.command'), ...facts.signals('dism.failed')]
  all.sort((a, b) => a.file - b.file || a.place.line - b.place.line)
  const commands: Command[] = []
  for (const timed of all) {
    const { signal } = timed
    const open = commands.at(-1)
    const isOpen = open?.begin.file === timed.file
    if (signal.kind === 'dism.command') {
      commands.push({ commandLine: signal.commandLine, begin: timed, failures: [] })
    } else if (signal.kind === 'dism.failed' && isFailure(signal.code)) {
      if (open && isOpen) open.failures.push(timed as Timed<'dism.failed'>)
      else
        commands.push({ commandLine: '', begin: timed, failures: [timed as Timed<'dism.failed'>] })
    }
  }
  return commands
}

function hasFailed({ failures }: Command): boolean {
  return failures.some(({ signal }) => COMMAND_FAILED.test(signal.text))
}

/** E_FAIL tells nothing: what decided is the first other code that the command has met. null where the end tells by itself. */
function decidingCode({ failures }: Command, code: Code): Code | null {
  if (code !== E_FAIL) return null
  return failures.find(({ signal }) => signal.code !== E_FAIL)?.signal.code ?? null
}

/** `dism  /online /Cleanup-Image` and `Dism.exe /Online /cleanup-image` are one command. */
function plain(commandLine: string): string {
  return commandLine
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^"?[^" ]*dism(?:\.exe)?"?/, 'dism')
}

/** People try again: where the same command went well later, its failure is history. */
function isMadeGood(command: Command, later: readonly Command[]): boolean {
  const wanted = plain(command.commandLine)
  return (
    wanted !== '' &&
    later.some((one) => one.failures.length === 0 && plain(one.commandLine) === wanted)
  )
}

const commandFailed: Rule = {
  id: 'dism.command-failed',
  title: say('A DISM command failed', 'DISM 命令失败'),
  level: 'error',
  role: 'outcome',
  docs: DISM_DOC,
  find(facts) {
    const commands = commandsOf(facts)
    const failed = commands.filter(hasFailed)
    return failed.flatMap((command, index): readonly Observation[] => {
      const last = command.failures.findLast(({ signal }) => COMMAND_FAILED.test(signal.text))
      if (!last) return []
      const code = last.signal.code
      const decided = decidingCode(command, code)
      const first =
        decided === null
          ? say('', '')
          : say(
              `; the first failure was ${facts.named(decided)}`,
              `；最先出现的失败是 ${facts.named(decided)}`,
            )
      const { text } = lookUp(decided ?? code)
      const printed = command.commandLine.replace(/\s+/g, ' ')
      const what = printed === '' ? 'DISM' : `"${printed}"`
      const whatZh = printed === '' ? 'DISM ' : `“${printed}”`
      const isHistory =
        index < failed.length - 1 ||
        isMadeGood(command, commands.slice(commands.indexOf(command) + 1))
      return [
        {
          ...(isHistory && { level: 'note' as const, role: 'note' as const }),
          confidence: 'shown',
          message: say(
            `${what} failed with ${facts.named(code)}${first.en}.`,
            `${whatZh}失败：${facts.named(code)}${first.zh}。`,
          ),
          clause: say(
            `DISM failed with ${facts.named(decided ?? code)}`,
            `DISM 失败：${facts.named(decided ?? code)}`,
          ),
          codes: decided === null ? [code] : [code, decided],
          subject: command.commandLine,
          at: last.at,
          evidence: [
            last.place,
            ...command.failures.slice(0, 4).map(({ place }) => place),
            ...(command.commandLine === '' ? [] : [command.begin.place]),
          ],
          advice: text ? [text] : [],
        },
      ]
    })
  },
}

export const dismRules: readonly Rule[] = [commandFailed]
