/**
 * The zips of the samples: the same bytes from the same files on every machine, so that a change of a sample
 * shows in version control and nothing else does. Names that are not ASCII are written as the zip programs of a
 * Chinese system write them: in code page 936, without the flag for UTF-8.
 */
import { deflateSync } from 'fflate'

import { codePage936 } from './sample-lines/text-bytes.ts'
import { zipBytes } from './zip-bytes.ts'

export interface SampleFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** 2023-01-01 00:00, in the format of MS-DOS. */
const DOS_TIME = ((2023 - 1980) << 25) | (1 << 21) | (1 << 16)

export function sampleZip(files: readonly SampleFile[]): Uint8Array<ArrayBuffer> {
  return zipBytes(
    files.map(({ path, bytes }) => ({ name: codePage936(path), content: bytes })),
    { dosTime: DOS_TIME, deflate: (content) => deflateSync(content, { level: 9, mem: 12 }) },
  )
}
