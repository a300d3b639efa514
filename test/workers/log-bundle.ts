/** Small bundles of two logs in the grammar of CBS.log and setupact.log. */
import { strToU8, zipSync } from 'fflate'
import type { DroppedFile } from '../../src/core/bundle/entry.ts'

export const CBS_LINES = [
  '2023-05-22 13:15:37, Info                  CBS    Starting TrustedInstaller initialization.',
  '2023-05-22 13:15:37, Info                  CBS    Session: 31034593_3392437820 initialized by client WindowsUpdateAgent, external staging directory: (null), external registry directory: (null)',
  '2023-05-22 13:15:40, Warning               CBS    Store repair: nothing to do',
  '  a line that goes on',
  '2023-05-22 13:15:41, Error                 CBS    Failed to stage the Package needle. [HRESULT = 0x800f0831 - CBS_E_STORE_CORRUPTION]',
  '2023-05-22 13:15:42, Info                  CBS    Ending TrustedInstaller finalization.',
]

export const SETUP_LINES = [
  '2023-05-22 13:20:00, Info                  IBS    InstallWindows:Setup Phase = 2',
  '2023-05-22 13:20:01, Error                 IBS    The NEEDLE is here, too',
  '2023-05-22 13:20:02, Info                  IBS    Done',
]

export function logText(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`
}

export function zipOf(files: Readonly<Record<string, string>>): Blob {
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const)
  return new Blob([zipSync(Object.fromEntries(bytes)).slice()])
}

export function looseLog(path: string, lines: readonly string[]): DroppedFile {
  return { path, blob: new Blob([logText(lines)]) }
}

/** Two logs in folders, as a collector packs them. */
export function twoLogs(): DroppedFile {
  const blob = zipOf({
    'Windows/Logs/CBS/CBS.log': logText(CBS_LINES),
    'Windows/Panther/setupact.log': logText(SETUP_LINES),
  })
  return { path: 'PC-0231.zip', blob }
}
