/**
 * DPINST.LOG: the driver package installer that vendors ship with their drivers (deprecated since Windows 10 1607, and still
 * met). UTF-16 with a mark. The first and the last lines of a run are its times, month first in every language.
 * https://learn.microsoft.com/windows-hardware/drivers/install/dpinst-return-code
 *
 *     INFO:   07/04/2023 08:15:30
 *     INFO:   Found driver package: 'c:\drivers\sample.inf'.
 *     INFO:   RETURN: DriverPackagePreinstallW  (0xE0000247)
 *     INFO:   Returning with code 0x80010000
 */
import { datedLineFormat } from './dated-lines.ts'
import { dpinstHead } from './dpinst/head.ts'
import { dpinstKinds, newDpinstState } from './dpinst/kinds.ts'
import { dpinstSamples } from './dpinst/samples.ts'
import type { Head } from './format.ts'
import { firstLines } from './list/first-lines.ts'
import { setupapiCode } from './setupapi/line-code.ts'

const LINE = /^(?:INFO|SUCCESS|WARNING|ERROR|FAILURE): {0,8}\S/
/** Many programs begin their lines so; these words are this one's. */
const OWN =
  /\bDriverPackage(?:Preinstall|Install|Uninstall|GetPath)W\b|\bDPInst\b|^INFO: +(?:Install option set|Returning with code 0x|Found driver package|Product Version \d)/

function sniff(head: Head): number {
  const lines = firstLines(head)
  if (!lines.some((line) => OWN.test(line))) return 0
  return lines.filter((line) => LINE.test(line)).length / lines.length
}

export const dpinst = datedLineFormat({
  id: 'dpinst',
  title: 'DPINST.LOG',
  docs: 'https://learn.microsoft.com/windows-hardware/drivers/install/dpinst-return-code',
  names: [/\bdpinst(?:\d\d)?\.(?:log|txt)$/i],
  samples: dpinstSamples,
  newHead: dpinstHead,
  newState: newDpinstState,
  usualOrder: 'known',
  kinds: dpinstKinds,
  sniff,
  codeOf: setupapiCode,
})
