/** A bundle of known bytes, taken through the whole pipeline as a dropped zip. */
import { openCodeBook } from '../../src/core/codes/code-book.ts'
import { fullCodeBook } from '../../src/core/codes/full-code-book.ts'
import type { Analysis, AnalysisEvidence, AnalysisFinding } from '../../src/core/model/analysis.ts'
import { nodeUnpacker } from '../../src/cli/unpack-program.ts'
import { analyzeBundle } from '../../src/core/pipeline/analyze.ts'
import { sampleZip } from './sample-zip.ts'
import type { SampleFile } from './sample-zip.ts'

export interface CheckedBundle {
  readonly analysis: Analysis
  readonly files: readonly SampleFile[]
  /** Text of a line as it stands in the file, 1-based; read without the program's own decoding. */
  readonly lineAt: (path: string, line: number) => string
  /** 1-based numbers of the lines that hold the text, blanks counted as one. */
  readonly linesWith: (path: string, text: string) => readonly number[]
}

export async function analyzeFiles(
  name: string,
  files: readonly SampleFile[],
): Promise<CheckedBundle> {
  openCodeBook(fullCodeBook)
  const zip = new Blob([sampleZip(files)])
  const dropped = [{ path: `${name}.zip`, blob: zip }]
  const { analysis } = await analyzeBundle(dropped, { unpacker: nodeUnpacker() })
  const texts = new Map<string, readonly string[]>()
  const linesOf = (path: string): readonly string[] => {
    const known = texts.get(path)
    if (known !== undefined) return known
    const file = files.find((one) => one.path === path)
    if (file === undefined) throw new Error(`${path} is not in ${name}.`)
    const lines = plainText(file.bytes).split(/\r\n|\n/)
    texts.set(path, lines)
    return lines
  }
  return {
    analysis,
    files,
    lineAt: (path, line) => linesOf(path)[line - 1] ?? '',
    linesWith: (path, text) =>
      linesOf(path).flatMap((line, index) =>
        squeezed(line).includes(squeezed(text)) ? [index + 1] : [],
      ),
  }
}

/** Runs of blanks are one: mail and quotes collapse the padding of a log. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export function findingOf(analysis: Analysis, id: string): AnalysisFinding {
  const found = analysis.findings.find((finding) => finding.id === id)
  if (found === undefined) {
    throw new Error(`${id} is not among ${analysis.findings.map((one) => one.id).join(', ')}.`)
  }
  return found
}

/** The findings of the chain, in its order. */
export function chainOf(analysis: Analysis): readonly AnalysisFinding[] {
  return analysis.verdict.chain.map((id) => findingOf(analysis, id))
}

/** `path:line`, as the page names a link. */
export function placesOf(evidence: readonly AnalysisEvidence[]): readonly string[] {
  return evidence.map(({ path, line }) => `${path}:${line}`)
}

/** Everything that a finding says, in one language. */
export function wordsOf(finding: AnalysisFinding, language: 'en' | 'zh'): string {
  return [finding.message, ...finding.advice, ...finding.inFavour, ...finding.against]
    .map((text) => text[language])
    .join('\n')
}

/** Everything that the analysis says to a reader, in one language. */
export function allWords(analysis: Analysis, language: 'en' | 'zh'): string {
  return [
    analysis.verdict.sentence[language],
    ...analysis.findings.map((finding) => wordsOf(finding, language)),
    ...analysis.missing.flatMap(({ what, why, how }) => [
      what[language],
      why[language],
      how[language],
    ]),
  ].join('\n')
}

function plainText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
