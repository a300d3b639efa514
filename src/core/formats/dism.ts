/**
 * dism.log: image servicing from the command line or through its API.
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/deployment-troubleshooting-and-log-files
 *
 * `DISM   Provider: PID=1884 TID=1248 message - Class::Method(hr:0x8007007e)`. Windows 7 prints no TID, the program
 * itself neither. CBS and CSI write into it while an image is serviced.
 */
import { Level } from '../model/event-table.ts'
import type { Code } from '../model/units.ts'
import { csiClock } from './cbs/clock-kinds.ts'
import { servicingFailure } from './cbs/execution-kinds.ts'
import { servicingCode } from './cbs/named-codes.ts'
import { dismSamples } from './dism/samples.ts'
import { lineFormat } from './line-format.ts'
import type { KindPattern } from './line-format.ts'
import { servicingHead } from './servicing-head.ts'
import { servicingShare } from './servicing-share.ts'

/** `(hr:0x800f081f)` behind the method, or `HRESULT=80004005`, without 0x; 0 where none is printed. */
function codeIn(text: string): Code {
  const match = /\(hr:0x([0-9a-f]{1,8})\)|HRESULT ?= ?(?:0x)?([0-9a-f]{1,8})\b/i.exec(text)
  return match === null ? 0 : Number.parseInt(match[1] ?? match[2] ?? '', 16)
}

/** Shared with logs of Windows Setup, which quote DISM. */
export const dismKinds: readonly KindPattern<unknown>[] = [
  {
    kind: 'dism.session-begin',
    needle: '<----- Starting ',
    pattern: /<----- Starting Dism\S+ session ----->/i,
    read: () => ({}),
  },
  {
    kind: 'dism.session-end',
    needle: '<----- Ending ',
    pattern: /<----- Ending Dism\S+ session ----->/i,
    read: () => ({}),
  },
  {
    kind: 'dism.command',
    needle: 'Executing command line: ',
    pattern: /^DISM\.EXE: Executing command line: (.*)/,
    read: ([, commandLine = '']) => ({ commandLine: commandLine.trim() }),
  },
  {
    kind: 'machine.fact',
    needle: 'Host machine information: ',
    pattern: /Host machine information: OS Version=([\d.]+)/,
    read: ([, value = '']) => ({ key: 'host-build', value }),
  },
  {
    kind: 'machine.fact',
    needle: 'Target image information: ',
    pattern: /Target image information: OS Version=([\d.]+)/,
    read: ([, value = '']) => ({ key: 'target-build', value }),
  },
  {
    kind: 'machine.fact',
    needle: 'Target image information: ',
    pattern: /Target image information: .*Image architecture=(\w+)/,
    read: ([, value = '']) => ({ key: 'architecture', value }),
  },
  {
    kind: 'dism.failed',
    needle: ', Error',
    pattern: /.+/,
    read: ([text], { level, component }) =>
      level === Level.Error && component === 'DISM'
        ? { code: codeIn(text), text: text.trim() }
        : null,
  },
  {
    // What decides is no error to DISM: the source that could not be added, and the code with which servicing gave up. The error
    // lines that follow only hand on what the last of them was told, at times as 0x80004005.
    kind: 'dism.failed',
    // `HRESULT` itself ends every third line of a CBS.log.
    needle: ['Error in operation: ', 'AddSource failed with '],
    pattern: /(?:\(CBS |AddSource failed with )HRESULT=0x[0-9a-f]{1,8}/i,
    read: ([text], { level, component, message }) =>
      level !== Level.Error && component === 'DISM'
        ? { code: codeIn(text), text: message.trim() }
        : null,
  },
]

export const dism = lineFormat({
  id: 'dism',
  title: 'dism.log',
  docs: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/deployment-troubleshooting-and-log-files',
  names: [/\bdism\.log$/i],
  samples: dismSamples,
  newHead: servicingHead,
  kinds: [csiClock, ...dismKinds, servicingFailure],
  codeOf: servicingCode,
  sniff: (head) => servicingShare(head).dism,
})
