/** What is told of a text's encodings once all of it was read; a Problem where nobody can tell. */
import type { LogFile } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import { decoderFor } from '../text/decoder.ts'
import { isWide, type DetectedEncoding } from '../text/encoding.ts'
import { findRuns, type FoundRuns } from '../text/encoding-runs.ts'
import type { TextDecoding } from '../text/text-decoding.ts'
import { findUnsureLine } from '../text/unsure-line.ts'
import type { WideRuns } from '../text/wide-runs.ts'

/** Less sure than this of an encoding, the reader is told. */
const UNSURE = 0.5

export interface ReadText {
  /** As it is kept. */
  readonly text: Blob
  /** By its beginning. */
  readonly detected: DetectedEncoding
  readonly decoding: TextDecoding
  readonly wide: WideRuns
  /** Where UTF-16 stands is counted in line ends, not in bytes. */
  readonly byLines: boolean
}

export type ToldEncodings = Pick<
  LogFile,
  'encoding' | 'encodingConfidence' | 'encodingRuns' | 'encodingChosen'
>

export async function tellEncodings(
  read: ReadText,
  tell: (problem: Omit<Problem, 'path'>) => void,
): Promise<ToldEncodings> {
  const found = await runsOf(read)
  if (found.confidence < UNSURE) {
    const line = await findUnsureLine(read.text, decoderFor(found.encoding, found.runs))
    tell(unsure(found, line))
  }
  const { encoding, confidence, runs } = found
  return {
    encoding,
    encodingConfidence: confidence,
    encodingRuns: runs,
    encodingChosen: false,
  }
}

async function runsOf({ text, detected, decoding, wide, byLines }: ReadText): Promise<FoundRuns> {
  const { encoding, confidence, others } = decoding
  const { ranges, hasBytes } = wide
  if (others.length > 0 || (ranges.length > 0 && hasBytes)) {
    return findRuns(text, decoding, { ranges, byLines })
  }
  const whole = isWide(detected.encoding) ? detected.encoding : ranges[0]?.encoding
  return { encoding: whole ?? encoding, confidence, runs: [] }
}

function unsure({ encoding, confidence }: FoundRuns, line: number): Omit<Problem, 'path'> {
  const percent = Math.round(confidence * 100)
  return {
    code: 'unknown-encoding',
    at: `line ${line}`,
    detail: `Expected text of one encoding, found bytes that fit none well: read as ${encoding} (${percent} %)`,
    skipped: null,
  }
}
