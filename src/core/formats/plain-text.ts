/**
 * Text of no known format: no rows, but its lines are counted, indexed and searched for signatures.
 * A hit has row -1. It stands outside the list of formats, as what is left when none of them claims a text.
 */
import { NeedleIndex } from './needle-index.ts'
import type { TextFormat } from './format.ts'

const LF = 10

/** Signatures see this much of a line on either side of their literal, in bytes: see line-parse.ts. */
const MOST_READ_BYTES = 4096

export const plainText: TextFormat = {
  kind: 'text',
  id: 'text',
  title: 'Text',
  docs: '',
  names: [],
  samples: [],
  emits: [],
  patterns: [],
  sniff: () => 0.01,
  async parse(source, sink) {
    const { signatures } = source
    const needles = new NeedleIndex(signatures.map(({ needle }) => [needle]))
    for await (const { bytes, line } of source.windows) {
      let current = line
      let counted = 0
      let met = new Set<number>()
      needles.scan(bytes, (offset, targets) => {
        const before = current
        for (; counted < offset; counted++) if (bytes[counted] === LF) current++
        if (current !== before) met = new Set()
        for (const target of targets) {
          const signature = signatures[target]
          if (signature === undefined || met.has(target)) continue
          met.add(target)
          const text = source.decode(lineAround(bytes, offset))
          const groups = signature.pattern ? signature.pattern.exec(text) : [signature.needle]
          if (groups === null) continue
          sink.hit({
            signature: signature.id,
            row: -1,
            line: current,
            groups: groups.map((group) => group ?? ''),
          })
        }
      })
    }
  },
}

function lineAround(bytes: Uint8Array, offset: number): Uint8Array {
  const start = Math.max(bytes.lastIndexOf(LF, offset) + 1, offset - MOST_READ_BYTES)
  const found = bytes.indexOf(LF, offset)
  let end = Math.min(found < 0 ? bytes.length : found, offset + MOST_READ_BYTES)
  while (end > start && (bytes[end - 1] === 13 || bytes[end - 1] === 0)) end--
  return bytes.subarray(start, end)
}
