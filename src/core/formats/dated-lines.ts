/**
 * Line formats whose dates have the order of a locale: the reader takes them month first, and behind the last line the file
 * as a whole says which order it was.
 */
import { LocalDates, type UsualOrder } from './day-order.ts'
import type { TextFormat } from './format.ts'
import { lineFormat, type HeadReader, type LineFormatDefinition } from './line-format.ts'

export type DatedDefinition<State> = Omit<LineFormatDefinition<State>, 'newHead'> & {
  readonly newHead: (dates: LocalDates) => HeadReader
  readonly usualOrder: UsualOrder
}

export function datedLineFormat<State = undefined>(definition: DatedDefinition<State>): TextFormat {
  const withDates = (dates: LocalDates): TextFormat =>
    lineFormat({
      ...definition,
      newHead: () => definition.newHead(dates),
    } as unknown as LineFormatDefinition<State>)
  return {
    ...withDates(new LocalDates()),
    async parse(source, sink) {
      const dates = new LocalDates()
      await withDates(dates).parse(source, sink)
      dates.settle(sink, definition.usualOrder)
    },
  }
}
