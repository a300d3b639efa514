/** Which format reads an entry: the one that is surest of the content; the name only breaks ties. */
import { isWide, type DetectedEncoding } from '../text/encoding.ts'
import { decoderFor } from '../text/decoder.ts'
import { narrowed } from '../text/wide-runs.ts'
import type { Format, Head } from './format.ts'
import { plainText } from './plain-text.ts'

/** Below this a format has only seen something familiar. */
export const CLAIM = 0.3

/** A format that is this sure is right: the contract runner shows that no other claims what one claims. */
const SURE = 0.8

/** Scores this close are a tie. */
const TIE = 0.05

/** null = binary of no known format. */
export function pickFormat(
  formats: readonly Format[],
  bytes: Uint8Array,
  detected: DetectedEncoding,
  name: string,
): Format | null {
  const head = headOf(bytes, detected, name)
  const isText = detected.encoding !== 'binary'
  const able = formats.filter((format) => isText || format.kind === 'binary')
  // Asking dozens of formats costs more than reading a small file; the one that usually has this name is asked first.
  const usual = able.find(
    (format) => format.names.some((pattern) => pattern.test(name)) && format.sniff(head) >= SURE,
  )
  if (usual !== undefined) return usual
  const claims = able
    .map((format) => ({ format, score: format.sniff(head) }))
    .filter(({ score }) => score >= CLAIM)
  const best = Math.max(0, ...claims.map(({ score }) => score))
  const first = claims.filter(({ score }) => score >= best - TIE)
  first.sort((a, b) => b.score - a.score)
  const named = first.find(({ format }) => format.names.some((pattern) => pattern.test(name)))
  return (named ?? first[0])?.format ?? (isText ? plainText : null)
}

/** The head as formats see it: decoded, without its mark, and without a line that the head cuts. */
export function headOf(bytes: Uint8Array, detected: DetectedEncoding, name: string): Head {
  const { encoding, others, bomBytes } = detected
  if (encoding === 'binary') return { name, bytes, text: '' }
  const body = narrowed(bytes.subarray(bomBytes), isWide(encoding) ? encoding : null)
  const text = decoderFor(encoding, others)(body)
  const cut = bytes.length < HEAD_BYTES ? text.length : text.lastIndexOf('\n') + 1
  return { name, bytes, text: cut === 0 ? text : text.slice(0, cut) }
}

/** What is read for sniffing. */
export const HEAD_BYTES = 64 * 1024
