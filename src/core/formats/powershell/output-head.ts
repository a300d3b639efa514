/**
 * What PowerShell prints, in records: a paragraph of output is one. An error shows as
 *
 *     reg.exe : ERROR: The parameter is incorrect.
 *     At C:\Windows\Setup\Scripts\DefaultUser.ps1:5 char:9
 *     +         reg.exe add $intl /v sShortTime …
 *         + CategoryInfo          : NotSpecified: (ERROR: The parameter is incorrect.:String) [], RemoteException
 *         + FullyQualifiedErrorId : NativeCommandError
 *
 * of which the last two lines begin with the same words in every language. It makes its paragraph a warning and not an
 * error: scripts go on behind it, and healthy ones print dozens.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_error_handling
 */
import { Level } from '../../model/event-table.ts'
import { wallMs } from '../../model/units.ts'
import { skipBlanks, startsWith } from '../head-bytes.ts'
import type { LineHead } from '../line-format.ts'

export class OutputHead {
  /** The next line that is not blank begins a paragraph. */
  #isBreak = true

  /** As HeadReader.read. */
  read(bytes: Uint8Array, start: number, end: number, head: LineHead): boolean {
    const at = skipBlanks(bytes, start, end)
    if (at === end) {
      this.#isBreak = true
      return false
    }
    if (startsWith(bytes, at, end, '+ CategoryInfo')) {
      fill(head, start)
      head.level = Level.Warning
      head.part = 'close'
      return false
    }
    if (startsWith(bytes, at, end, '+ FullyQualifiedErrorId')) {
      this.#isBreak = true
      return false
    }
    if (!this.#isBreak) return false
    this.#isBreak = false
    fill(head, start)
    head.part = 'open'
    return true
  }

  /** A line of another kind begins a record; output behind it is a paragraph of its own. */
  begin(start: number, head: LineHead): true {
    this.#isBreak = true
    fill(head, start)
    return true
  }
}

function fill(head: LineHead, start: number): void {
  head.time = wallMs(NaN)
  head.level = Level.Info
  head.componentStart = start
  head.componentLength = 0
  head.message = start
}
