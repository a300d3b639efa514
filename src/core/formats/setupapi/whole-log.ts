/** What shows only in the log as a whole: that it was cut, and the times of section titles. */
import { RowFlag } from '../../model/event-table.ts'
import type { EventTableBuilder } from '../../model/event-table.ts'
import type { Sink, TextSource, TextFormat } from '../format.ts'

/** Runs the line format's parse and adds what it cannot see. */
export async function parseWholeLog(
  parse: TextFormat['parse'],
  source: TextSource,
  sink: Sink,
): Promise<void> {
  const titles: number[] = []
  const cuts: number[] = []
  await parse(source, {
    ...sink,
    table: sink.table,
    component: (name) => sink.component(name),
    signal(signal) {
      if (signal.kind === 'drv.section-begin') titles.push(signal.row)
      if (signal.kind === 'drv.cut') cuts.push(signal.line)
      sink.signal(signal)
    },
  })
  for (const row of titles) takeTimeOfStart(sink.table, row)
  if (cuts.length > 0) {
    sink.problem({
      code: 'truncated',
      at: `line ${cuts[0]}`,
      detail: `The log was cut while sections were open: ${cuts.length} insertion points (<ins>) from here on.`,
      skipped: null,
    })
  }
}

/** A title has no time; that of its section stands on the next line. The time of the row above would be another section's. */
function takeTimeOfStart(table: EventTableBuilder, row: number): void {
  const next = row + 1
  if (next >= table.length || (table.flags[next] as number) & RowFlag.TimeCarried) return
  table.time[row] = table.time[next] as number
  table.flags[row] = (table.flags[row] as number) & ~RowFlag.TimeCarried
}
