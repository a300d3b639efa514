/**
 * Line formats by declaration: how a line begins, and which lines mean what.
 *
 * A window of bytes is read twice. First line by line into columns. Then once for all needles together.
 * Only a line with a needle becomes a string, and only that needle's patterns run on it. So the cost of a
 * pattern is nearly nothing until its needle stands in a line; the longer the shortest needle of a format,
 * the faster the search.
 */
import type { TextFormat } from './format.ts'
import { LineParse } from './line-parse.ts'
import { headShare } from './line-sniff.ts'
import type { LineFormatDefinition } from './line-types.ts'

export type {
  HeadReader,
  KindPattern,
  LineContext,
  LineFormatDefinition,
  LineHead,
} from './line-types.ts'

export function lineFormat<State = undefined>(definition: LineFormatDefinition<State>): TextFormat {
  const kinds = definition.kinds.map(({ kind }) => kind)
  const emits = [...new Set(definition.tellsZone ? [...kinds, 'clock.utc' as const] : kinds)]
  return {
    kind: 'text',
    id: definition.id,
    title: definition.title,
    docs: definition.docs,
    names: definition.names,
    samples: definition.samples,
    emits,
    patterns: definition.kinds.map(({ kind, pattern }) => ({ kind, pattern })),
    sniff: definition.sniff ?? ((head) => headShare(head, definition.newHead())),
    async parse(source, sink) {
      const parse = new LineParse(definition, source, sink)
      for await (const window of source.windows) parse.window(window)
      parse.finish()
    },
  }
}
