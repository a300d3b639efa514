/**
 * CheckSUR.log and CheckSUR.persist.log: the System Update Readiness Tool of Windows Vista and 7, which checked the component store
 * before DISM could. Newer systems write such a report into CBS.log. Only the head of a report has a time, of whole minutes.
 * https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/fix-errors-found-in-checksur-log
 *
 *     Checking System Update Readiness.
 *     Binary Version 6.1.7601.21645
 *     2012-05-30 12:44
 *     (f)<TAB>CSI Payload File Missing<TAB>0x00000000<TAB>x.dll<TAB>amd64_…_none_hash
 *     (fix)<TAB>CBS MUM Corrupt<TAB>CBS File Replaced<TAB>Package_for_KB… from Cabinet: C:\….cab.
 *     Summary:
 */
import { checkSurHead } from './checksur/head.ts'
import { checkSurKinds, newCheckSurState } from './checksur/kinds.ts'
import { checkSurSamples } from './checksur/samples.ts'
import type { Head } from './format.ts'
import { lineFormat } from './line-format.ts'
import { firstLines } from './list/first-lines.ts'

const OWN = 'Checking System Update Readiness'
const LINE =
  /^(?:=====|Checking |Binary Version |Package Version |\d{4}-\d\d-\d\d \d\d:\d\d$|\((?:f|fix|w)\)\s|Summary:|Seconds executed|\s*(?:Found|Fixed) \d+ errors|\s+\S|Unavailable repair files)/

function sniff(head: Head): number {
  const lines = firstLines(head)
  if (!lines.some((line) => line.startsWith(OWN))) return 0
  const share = lines.filter((line) => LINE.test(line)).length / lines.length
  // The report that newer systems write into CBS.log stands between stamped lines.
  return share > 0.6 ? share : 0
}

export const checkSur = lineFormat({
  id: 'checksur',
  title: 'CheckSUR.log',
  docs: 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/fix-errors-found-in-checksur-log',
  names: [/\bchecksur(?:\.persist)?\.log$/i],
  samples: checkSurSamples,
  newHead: checkSurHead,
  newState: newCheckSurState,
  kinds: checkSurKinds,
  sniff,
})
