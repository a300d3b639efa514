/**
 * `npm run analyze -- PATH… [--json | --markdown] [--together] [--password WORD]`: the same core from a shell. PATH is an archive, a
 * folder or a loose log. Exit status: 0 analysed, 1 nothing could be opened, 2 wrong usage. stdout holds the result
 * alone; progress and messages go to stderr.
 */
import { basename } from 'node:path'
import process from 'node:process'
import { openCodeBook } from '../core/codes/code-book.ts'
import { fullCodeBook } from '../core/codes/full-code-book.ts'
import { analyzeBundle } from '../core/pipeline/analyze.ts'
import type { AnalyzedBundle } from '../core/pipeline/analyze.ts'
import { readArguments, USAGE } from './analyze-arguments.ts'
import type { AnalyzeArguments } from './analyze-arguments.ts'
import { droppedFrom } from './dropped-from-disk.ts'
import { markdownSummary } from './markdown-summary.ts'
import { ProgressLine } from './progress-line.ts'
import { nodeUnpacker } from './unpack-program.ts'

interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export async function runAnalyze(words: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  openCodeBook(fullCodeBook)
  const read = readArguments(words)
  if (read.kind === 'help') {
    streams.err(USAGE)
    return 0
  }
  if (read.kind === 'wrong') {
    streams.err(`${read.why}\n\n${USAGE}`)
    return 2
  }
  const { paths, together } = read.arguments
  const bundles = together ? [paths] : paths.map((path) => [path])
  let opened = 0
  for (const [index, bundle] of bundles.entries()) {
    const analyzed = await analyzePaths(bundle, read.arguments.password, streams)
    if (analyzed.isOpened) opened++
    else streams.err(`${bundle.join(' ')}: nothing could be opened\n`)
    if (index > 0 && read.arguments.output === 'markdown') streams.out('\n')
    streams.out(written(analyzed, read.arguments, bundles.length > 1))
  }
  return opened === 0 ? 1 : 0
}

async function analyzePaths(
  paths: readonly string[],
  password: string | null,
  { err }: Streams,
): Promise<AnalyzedBundle> {
  const { files, problems } = await droppedFrom(paths)
  const line = new ProgressLine(err, process.stderr.isTTY)
  const analyzed = await analyzeBundle(files, {
    problems,
    unpacker: nodeUnpacker(),
    ...(password !== null && { password }),
    onProgress: (progress) => line.show(progress),
    ...(files.length === 0 && { name: paths.map((path) => basename(path)).join(' ') }),
  })
  line.clear()
  return analyzed
}

function written(
  { analysis }: AnalyzedBundle,
  { output }: AnalyzeArguments,
  isOneOfMany: boolean,
): string {
  if (output === 'markdown') return markdownSummary(analysis)
  // One object a line where there are several; a single one is for eyes as well.
  return `${JSON.stringify(analysis, null, isOneOfMany ? undefined : 2)}\n`
}

/** True where the file is run, not imported. */
if (process.argv[1]?.endsWith('analyze.ts') === true) {
  // A reader that closes the pipe early (`| head`) is no failure of ours.
  process.stdout.on('error', () => process.exit(0))
  process.exitCode = await runAnalyze(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
}
