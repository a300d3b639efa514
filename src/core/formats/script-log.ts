/**
 * Logs of the scripts that an answer file runs (Specialize.log, DefaultUser.log, FirstLogon.log, RemovePackages.log …), as the
 * answer file generator writes them: a mark before and after each command with its output between, or one line of JSON per
 * package. No line has a time.
 * https://schneegans.de/windows/unattend-generator/
 */
import type { Head, Sample } from './format.ts'
import { startsWith } from './head-bytes.ts'
import { lineFormat, type HeadReader } from './line-format.ts'
import { headLines } from './line-sniff.ts'
import { Level } from '../model/event-table.ts'
import { OutputHead } from './powershell/output-head.ts'

const BEGIN = '*** Will now execute command '
const END = '*** Finished executing command after '
const PACKAGE = '{"Selector":"'
/** A package that could not be removed has its error behind the message. */
const ERROR = ',"Error":'
const COMMA = 44

function scriptHead(): HeadReader {
  const output = new OutputHead()
  return {
    read(bytes, start, end, head) {
      if (startsWith(bytes, start, end, BEGIN) || startsWith(bytes, start, end, END)) {
        return output.begin(start, head)
      }
      if (!startsWith(bytes, start, end, PACKAGE)) return output.read(bytes, start, end, head)
      output.begin(start, head)
      if (hasError(bytes, start, end)) head.level = Level.Warning
      return true
    },
  }
}

function hasError(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at] === COMMA && startsWith(bytes, at, end, ERROR)) return true
  }
  return false
}

/** The first line is a mark: what a script prints may look like anything. */
function sniff(head: Head): number {
  const first = headLines(head).find((line) => line.trim() !== '') ?? ''
  return first.startsWith(BEGIN) || first.startsWith(PACKAGE) ? 0.95 : 0
}

const samples: readonly Sample[] = [
  { text: `${BEGIN}«net.exe accounts /maxpwage:UNLIMITED;».`, time: null, level: 'info' },
  {
    text: "Remove-Item : Cannot find path 'C:\\Windows\\SysWOW64\\OneDriveSetup.exe' because it does not exist.\nAt C:\\Windows\\Setup\\Scripts\\Specialize.ps1:6 char:3\n+   Remove-Item -LiteralPath $path;\n+   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : ObjectNotFound: (C:\\Windows\\SysWOW64\\OneDriveSetup.exe:String) [Remove-Item], ItemNotFoundException\n    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand",
    time: null,
    level: 'warning',
    after: `${BEGIN}«Remove-Item -LiteralPath $path;».`,
  },
  { text: 'The operation completed successfully.', time: null, level: 'info', after: '' },
  { text: `${END}60 ms.`, time: null, level: 'info' },
  {
    text: `${PACKAGE}Contoso.Weather","Message":"Package not installed."}`,
    time: null,
    level: 'info',
  },
  {
    text: `${PACKAGE}Contoso.Weather","Output":null,"Message":"Package not removed.","Error":{"HResult":-2147024891}}`,
    time: null,
    level: 'warning',
  },
]

export const scriptLog = lineFormat({
  id: 'script-log',
  title: { en: 'Log of an answer file’s scripts', zh: '应答文件脚本日志' },
  docs: 'https://schneegans.de/windows/unattend-generator/',
  names: [],
  samples,
  newHead: scriptHead,
  kinds: [],
  sniff,
})
