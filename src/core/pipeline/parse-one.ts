/** One entry of a bundle through the parse pass: unpack, decode, recognise, read. */
import type { Entry } from '../bundle/entry.ts'
import { openEntry } from '../bundle/open-entry.ts'
import type { Format, Signature } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import { parseEntry } from '../formats/parse-entry.ts'
import type { EncodingName, LogFile } from '../model/log-file.ts'
import type { Problem } from '../model/problem.ts'
import { ruleSignatures } from '../rules/index.ts'

export interface ReadOne {
  /** null where not a byte could be had. */
  readonly file: LogFile | null
  /** The text that LogFile's offsets point into; null where there is none. */
  readonly text: Blob | null
  /** Those of unpacking; those of the content stand in the LogFile. */
  readonly problems: readonly Problem[]
}

export interface ParseOptions {
  readonly signal?: AbortSignal
  /** The encoding that a person chose; null = by evidence. */
  readonly encoding?: EncodingName | null
  /** Told often, in bytes of the archive. */
  readonly onProgress?: (packedBytes: number) => void
}

/** Never throws for what an entry holds. */
export function parseOne(entry: Entry, options: ParseOptions = {}): Promise<ReadOne> {
  return readWith(entry, formats, ruleSignatures, options)
}

/** The entry's text again, the same bytes as parseOne gave with that encoding; null where it has none. */
export async function unpackText(
  entry: Entry,
  encoding: EncodingName | null = null,
): Promise<Blob | null> {
  // Without formats everything that is text is plain text, which is read at the speed of unpacking.
  return (await readWith(entry, [], [], { encoding })).text
}

async function readWith(
  entry: Entry,
  known: readonly Format[],
  signatures: readonly Signature[],
  { signal, encoding = null, onProgress }: ParseOptions,
): Promise<ReadOne> {
  const { path, source } = entry
  const opened = openEntry(source, path)
  const { file, text } = await parseEntry({
    path,
    // What was promised and what came is compared where it is unpacked.
    bytes: null,
    chunks: opened.chunks,
    signatures,
    formats: known,
    ...(source.how === 'blob' && { blob: source.blob }),
    ...(encoding !== null && { encodingOverride: encoding }),
    ...(onProgress && { onProgress: () => onProgress(opened.packedRead) }),
    ...(signal && { signal }),
  })
  const { problem } = opened
  const problems = problem === null ? [] : [problem]
  if (problem !== null && file.bytes === 0) return { file: null, text: null, problems }
  return { file, text, problems }
}
