/** What formats of lists look at to know theirs: the first lines that are not blank. All ask for the same ones. */
import type { Head } from '../format.ts'
import { headLines } from '../line-sniff.ts'

const MOST_LINES = 200
/** Lists have short lines; one of 64 KiB is a document of another kind. */
const LONGEST_LINE = 4096

const known = new WeakMap<Head, readonly string[]>()

export function firstLines(head: Head): readonly string[] {
  const before = known.get(head)
  if (before !== undefined) return before
  const lines: string[] = []
  if (head.text !== '') {
    for (const line of headLines(head)) {
      const text = line.slice(0, LONGEST_LINE).trimEnd()
      if (text !== '' && lines.push(text) === MOST_LINES) break
    }
  }
  known.set(head, lines)
  return lines
}
