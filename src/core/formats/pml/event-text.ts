/** What one event says, in Process Monitor's own words: operation, path, result and detail. */
import type { TextBuffer } from '../evtx/text-buffer.ts'
import type { PmlEvent } from './event.ts'
import { Fields } from './fields.ts'
import { fileMinor, writeFileDetail, writeFilePath } from './file-detail.ts'
import { EventClass, operationName } from './operations.ts'
import {
  networkProtocol,
  writeNetworkDetail,
  writeNetworkPath,
  writeProcessDetail,
  writeProcessPath,
} from './process-detail.ts'
import { writeRegistryDetail, writeRegistryPath } from './registry-detail.ts'
import type { PmlTables } from './tables.ts'

export class EventText {
  readonly #is64: boolean
  readonly #tables: PmlTables
  readonly #fields: Fields

  constructor(out: TextBuffer, is64: boolean, tables: PmlTables) {
    this.#fields = new Fields(out)
    this.#is64 = is64
    this.#tables = tables
  }

  /** As in the column Operation: `RegOpenKey`, `Load Image`, `TCP Send`. */
  operation(event: PmlEvent): string {
    const { eventClass, operation } = event
    event.rewind()
    const minor = eventClass === EventClass.File ? fileMinor(event) : 0
    const name = operationName(eventClass, operation, minor)
    if (eventClass !== EventClass.Network) return name
    event.rewind()
    return `${networkProtocol(event)} ${name}`
  }

  /** Nothing where the operation has no path. */
  writePath(event: PmlEvent): void {
    const fields = this.#fields
    event.rewind()
    if (event.eventClass === EventClass.File) writeFilePath(event, this.#is64, fields)
    else if (event.eventClass === EventClass.Registry) writeRegistryPath(event, fields)
    else if (event.eventClass === EventClass.Process) writeProcessPath(event, this.#is64, fields)
    else if (event.eventClass === EventClass.Network) writeNetworkPath(event, this.#tables, fields)
  }

  /** `isWhole`: with what takes thousands of characters, too. */
  writeDetail(event: PmlEvent, isWhole: boolean): void {
    const fields = this.#fields
    event.rewind()
    fields.begin()
    if (event.eventClass === EventClass.File) writeFileDetail(event, this.#is64, fields)
    else if (event.eventClass === EventClass.Registry) writeRegistryDetail(event, fields)
    else if (event.eventClass === EventClass.Process)
      writeProcessDetail(event, this.#is64, fields, isWhole)
    else if (event.eventClass === EventClass.Network) writeNetworkDetail(event, fields)
  }
}
