/** What the page calls a file's format and encoding, in the reader's language. */
import type { AnalysisEntry } from '../core/model/analysis.ts'
import { encodingLabel, SURE } from './encoding-names.ts'
import { binaryName } from './file-kind.ts'
import { inLanguage } from './i18n/text.svelte.ts'

export function formatName(entry: AnalysisEntry): string {
  return entry.format === 'binary' ? binaryName(entry.kind) : inLanguage(entry.formatTitle)
}

/** '' for what is no text. */
export function encodingName(entry: AnalysisEntry): string {
  return encodingLabel(entry.encoding)
}

/** Whether the reader should look at the encoding: the evidence is thin. */
export function isEncodingUnsure({
  encoding,
  encodingConfidence,
  encodingChosen,
}: AnalysisEntry): boolean {
  return encoding !== 'binary' && !encodingChosen && encodingConfidence < SURE
}
