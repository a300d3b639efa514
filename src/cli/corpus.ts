/**
 * `npm run corpus [-- PATH…]`: what the parse pass makes of every file below PATH, archives opened, as a table. Without a
 * PATH it takes SETUPSCOPE_CORPUS, or ../shared/corpus beside the project. Exit status: 0 every log is read, 1 a log of a
 * known format has more unparsed lines than it may and nobody has said why, 2 there is nothing to read.
 */
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { openCodeBook } from '../core/codes/code-book.ts'
import { fullCodeBook } from '../core/codes/full-code-book.ts'
import type { Explained } from './corpus-explained.ts'
import { readCorpus, type CorpusRow } from './corpus-reading.ts'
import { corpusTable, gapNotes, unexplained } from './corpus-table.ts'

interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export async function runCorpus(
  paths: readonly string[],
  { out, err }: Streams,
  explained?: readonly Explained[],
): Promise<0 | 1 | 2> {
  openCodeBook(fullCodeBook)
  const missing = paths.filter((path) => !existsSync(path))
  if (missing.length > 0 || paths.length === 0) {
    err(`nothing to read: ${missing.join(', ') || 'no path was given'}\n`)
    return 2
  }
  const rows: CorpusRow[] = []
  for await (const row of readCorpus(paths)) {
    rows.push(row)
    if (process.stderr.isTTY) err(`\r${rows.length} files\u001b[K`)
  }
  if (process.stderr.isTTY) err('\r\u001b[K')
  out(corpusTable(rows))
  out(gapNotes(rows, explained))
  return unexplained(rows, explained).length === 0 ? 0 : 1
}

/** True where the file is run, not imported. */
if (process.argv[1]?.endsWith('corpus.ts') === true) {
  // A reader that closes the pipe early (`| head`) is no failure of ours.
  process.stdout.on('error', () => process.exit(0))
  const given = process.argv.slice(2)
  const usual =
    process.env['SETUPSCOPE_CORPUS'] ??
    fileURLToPath(new URL('../../../shared/corpus', import.meta.url))
  process.exitCode = await runCorpus(given.length > 0 ? given : [usual], {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}
