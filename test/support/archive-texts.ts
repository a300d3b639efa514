/** The logs that are packed into test/fixtures/archives: text that packs like a log does, each file another. */
import { logText } from './zip-bytes.ts'

/** Path in the archive -> text. The second one alone is longer than the smallest part that Info-ZIP makes. */
export const ARCHIVE_TEXTS: Readonly<Record<string, string>> = {
  'CBS.log': logText(120, 11),
  'Panther/setupact.log': logText(1100, 12),
  '日志/安装失败.log': logText(40, 13),
}

/** Password of those that are encrypted. */
export const ARCHIVE_PASSWORD = 'pa55 wörd'
