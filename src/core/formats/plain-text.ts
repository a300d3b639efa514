/**
 * Text of no known format: no rows, but its lines are counted, indexed and searched for signatures.
 * A hit has row -1. It stands outside the list of formats, as what is left when none of them claims a text.
 */
import type { TextFormat } from './format.ts'
import { SignatureScan } from './signature-scan.ts'

export const plainText: TextFormat = {
  kind: 'text',
  id: 'text',
  title: 'Text',
  docs: '',
  names: [],
  samples: [],
  emits: [],
  patterns: [],
  isDocument: true,
  sniff: () => 0.01,
  async parse(source, sink) {
    const scan = new SignatureScan(source)
    for await (const window of source.windows) {
      scan.window(window, ({ signature, line, groups }) =>
        sink.hit({ signature, row: -1, line, groups }),
      )
    }
  },
}
