/** One record of a binary log in full, as its format reads it again out of the file. */
import type { RecordText } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import { rowOfLine } from '../model/event-table.ts'
import type { LogFile } from '../model/log-file.ts'

/** Null where the line is no record, its format tells no more than the line, or its bytes are damaged. */
export async function readRecordText(
  file: LogFile,
  bytes: Blob,
  line: number,
): Promise<RecordText | null> {
  const format = formats.find(({ id }) => id === file.format)
  if (format?.kind !== 'binary' || format.readRecord === undefined) return null
  const row = rowOfLine(file.table, line)
  if (row < 0) return null
  const source = {
    size: bytes.size,
    read: async (offset: number, length: number) =>
      new Uint8Array(await bytes.slice(offset, offset + length).arrayBuffer()),
  }
  return format.readRecord(source, file.table.start[row] as number, file.table.size[row] as number)
}

/** Whether lines of such a log have more to tell: asked before its bytes are unpacked. */
export function tellsRecords(file: LogFile): boolean {
  const format = formats.find(({ id }) => id === file.format)
  return format?.kind === 'binary' && format.readRecord !== undefined
}
