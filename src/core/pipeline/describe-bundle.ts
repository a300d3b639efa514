/** Parsed files and the problems on the way to them -> story, findings and the contract's JSON. */
import type { Analysis } from '../model/analysis.ts'
import type { SessionChoices } from '../model/choices.ts'
import type { LogFile } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import type { Story } from '../model/story.ts'
import { describeAnalysis } from './describe-analysis.ts'
import type { Judgement } from './describe-analysis.ts'
import { readFileLines } from './file-lines.ts'
import { judgeFiles } from './judge-files.ts'

export interface BundleSources {
  readonly name: string
  /** Size of what was dropped. */
  readonly bytes: number
  /** Entries in the bundle, read or not. */
  readonly entries: number
  readonly files: readonly LogFile[]
  readonly choices: SessionChoices
  /** Those that stand in no LogFile. */
  readonly problems: readonly Problem[]
  /** Text of a file by path, for the lines of evidence; null = cannot be had any more. */
  readonly textOf: (path: string) => Promise<Blob | null>
}

export interface DescribedBundle {
  readonly story: Story
  readonly judgement: Judgement
  readonly analysis: Analysis
}

export async function describeBundle(sources: BundleSources): Promise<DescribedBundle> {
  const { name, bytes, entries, files, choices, textOf } = sources
  const { story, judgement } = judgeFiles(files, choices.clocks)
  const lineText = async (index: number, line: number): Promise<string> => {
    const file = files[index]
    if (file === undefined) return ''
    const text = file.rendered === null ? await textOf(file.path) : null
    const [found] = await readFileLines(file, text, line, 1)
    return found ?? ''
  }
  const problems = [...sources.problems, ...withoutLogs(name, files)]
  const bundle = { name, bytes, entries }
  const analysis = await describeAnalysis(
    bundle,
    story,
    judgement,
    problems,
    lineText,
    choices.pins,
  )
  return { story, judgement, analysis }
}

/** Formats that stand for "readable, but no log that we know", "not even text", and what is only to be looked at. */
const NO_LOG: ReadonlySet<string> = new Set(['text', 'binary', 'image'])

/** The problem of a bundle without a single log; none where there is one. */
function withoutLogs(name: string, files: readonly LogFile[]): readonly Problem[] {
  if (files.some(({ format }) => !NO_LOG.has(format))) return []
  const detail =
    files.length === 0
      ? 'no file could be read'
      : `files read: ${files.length}, logs of a known format: 0`
  return [{ code: 'no-logs', path: name, at: null, detail, skipped: null }]
}
