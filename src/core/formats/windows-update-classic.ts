/**
 * WindowsUpdate.log as Windows XP to 8.1 write it themselves.
 * https://support.microsoft.com/help/902093 (How to read the Windowsupdate.log file)
 *
 * Local time; the first line of each start of the client tells its zone: `Logging initialized (build: …, tz: +0200)`. Several
 * programs write into it at once, so times step back by a little.
 */
import { lineFormat } from './line-format.ts'
import { firstLinesShare } from './line-sniff.ts'
import { classicHead } from './windows-update/classic-head.ts'
import { classicKinds, newClassicMemory } from './windows-update/classic-kinds.ts'
import { classicSamples } from './windows-update/classic-samples.ts'
import { codeOfMessage } from './windows-update/log-level.ts'

export const windowsUpdateClassic = lineFormat({
  id: 'windows-update-classic',
  title: { en: 'Windows Update log (to Windows 8.1)', zh: 'Windows 更新日志（至 Windows 8.1）' },
  docs: 'https://support.microsoft.com/help/902093',
  names: [/WindowsUpdate.*\.log$/i],
  samples: classicSamples,
  newHead: classicHead,
  newState: newClassicMemory,
  kinds: classicKinds,
  sniff: (head) => firstLinesShare(head, classicHead()),
  codeOf: codeOfMessage,
})
