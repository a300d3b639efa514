/**
 * WindowsUpdate.log of Windows 10 and later, as Get-WindowsUpdateLog makes it of the client's .etl files.
 * https://learn.microsoft.com/windows/deployment/update/windows-update-logs
 *
 * Its times are local to the machine that CONVERTED the files, which may stand in another zone than the machine they are of;
 * no line tells the zone, so its clock is borrowed or assumed. Where the words of the messages were not at hand, lines say
 * `Unknown( 11): GUID=… (No Format Information found).`: with more than a few of them the log is told to be undecoded.
 */
import type { EventTableBuilder } from '../model/event-table.ts'
import type { Sink, TextFormat } from './format.ts'
import { lineFormat } from './line-format.ts'
import { firstLinesShare } from './line-sniff.ts'
import { convertedHead, UNDECODED } from './windows-update/converted-head.ts'
import { convertedKinds, newConvertedMemory } from './windows-update/converted-kinds.ts'
import { convertedSamples } from './windows-update/converted-samples.ts'
import { codeOfMessage } from './windows-update/log-level.ts'

/** Less than this share of lines without words, and the log can be read. Sound ones hold a handful at most. */
const UNDECODED_SHARE = 0.05

const lines = lineFormat({
  id: 'windows-update',
  title: { en: 'Windows Update log', zh: 'Windows 更新日志' },
  docs: 'https://learn.microsoft.com/windows/deployment/update/windows-update-logs',
  names: [/WindowsUpdate.*\.log$/i],
  samples: convertedSamples,
  newHead: convertedHead,
  newState: newConvertedMemory,
  kinds: convertedKinds,
  sniff: (head) => firstLinesShare(head, convertedHead()),
  codeOf: codeOfMessage,
})

export const windowsUpdate: TextFormat = {
  ...lines,
  async parse(source, sink) {
    let undecoded = -1
    await lines.parse(source, {
      table: sink.table,
      signal: (signal) => sink.signal(signal),
      hit: (hit) => sink.hit(hit),
      unparsed: (line, reason) => sink.unparsed(line, reason),
      problem: sink.problem,
      component(name) {
        const index = sink.component(name)
        if (name === UNDECODED) undecoded = index
        return index
      },
    })
    if (undecoded >= 0) tellUndecoded(sink.table, undecoded, sink.problem)
  },
}

/** Lines without words are the rows of one component: they are counted by the column. */
function tellUndecoded(
  { component, line, length }: EventTableBuilder,
  undecoded: number,
  tell: Sink['problem'],
): void {
  let count = 0
  let first = -1
  for (let row = 0; row < length; row++) {
    if (component[row] !== undecoded) continue
    if (first < 0) first = row
    count++
  }
  if (first < 0 || count / length < UNDECODED_SHARE) return
  tell({
    code: 'undecoded',
    at: `line ${line[first]}`,
    detail: `Expected messages, found none in ${count} of ${length} records (No Format Information found)`,
    skipped: null,
  })
}
