/** The record at the end of a zip (APPNOTE.TXT 4.3.16): what is asked of it before its directory is read. */
import { readBytes } from './blob-bytes.ts'

const SIGNATURE = 0x06054b50
const RECORD_BYTES = 22
/** A comment has at most 65,535 bytes. */
const LONGEST_TAIL = RECORD_BYTES + 65_535

export interface ZipEnd {
  /** Number of the disk that it lies on; 0 = the zip is not split. */
  readonly disk: number
}

/** null = there is none, or the Blob cannot be read. */
export async function endOfZip(blob: Blob): Promise<ZipEnd | null> {
  const from = Math.max(0, blob.size - LONGEST_TAIL)
  const tail = await readBytes(blob, from, blob.size).catch(() => new Uint8Array(0))
  const view = new DataView(tail.buffer)
  for (let at = tail.length - RECORD_BYTES; at >= 0; at--) {
    if (tail[at] !== 0x50 || view.getUint32(at, true) !== SIGNATURE) continue
    const disk = view.getUint16(at + 4, true)
    // The mark of zip64, whose own records no program that splits writes for fewer disks.
    return { disk: disk === 0xffff ? 0 : disk }
  }
  return null
}
