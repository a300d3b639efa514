/**
 * Windows Setup's own log: setupact.log and setuperr.log of Panther, UnattendGC, NewOS and Rollback, Windows 7 to 11.
 *
 *     2023-05-23 00:28:33, Error                 SP     Operation failed: Apply WIM file … Error: 0x80070570[gle=0x000000b7]
 *
 * Local time in whole seconds, no zone; SafeOS and WinPE parts run on another clock. `[gle=…]` is a stale
 * GetLastError. Lines of CBS, CSI and DISM stand among the others, as setup has those work inside it.
 * %WINDIR%\setupact.log (AudMig, dispci.dll, WudfCoInstaller) has no such heads: windows-setupact.ts reads it.
 */
import { csiClock } from './cbs/clock-kinds.ts'
import type { Head } from './format.ts'
import { lineFormat } from './line-format.ts'
import { countHeads } from './line-sniff.ts'
import { machineKinds } from './panther/machine-kinds.ts'
import { machineSamples } from './panther/machine-samples.ts'
import { operationKinds } from './panther/operation-kinds.ts'
import { passKinds } from './panther/pass-kinds.ts'
import { passSamples } from './panther/pass-samples.ts'
import { resultKinds } from './panther/result-kinds.ts'
import { rollbackKinds } from './panther/rollback-kinds.ts'
import { runKinds } from './panther/run-kinds.ts'
import { setupHead } from './panther/setup-head.ts'
import { upgradeSamples } from './panther/upgrade-samples.ts'
import { stampedHead } from './stamped-head.ts'

export const panther = lineFormat({
  id: 'panther',
  title: { en: 'Windows Setup log (setupact.log)', zh: 'Windows 安装程序日志（setupact.log）' },
  docs: 'https://learn.microsoft.com/windows/deployment/upgrade/log-files',
  names: [/^(?:setup(?:act|err).*|bluebox)\.log$/i],
  samples: [...upgradeSamples, ...passSamples, ...machineSamples],
  newHead: setupHead,
  sniff: sniffPanther,
  kinds: [
    ...runKinds,
    ...operationKinds,
    ...resultKinds,
    ...rollbackKinds,
    ...passKinds,
    ...machineKinds,
    csiClock,
  ],
})

/** Components that CBS.log and dism.log consist of; setup quotes them, but never alone. */
const SERVICING = ['CBS', 'CSI', 'DPX', 'DEPLOY', 'DISM']

/** Less of other components than this is no log of setup: servicing logs hold a stray line of others too. */
const LEAST_OWN = 0.05

function sniffPanther(head: Head): number {
  const { lines, records, components } = countHeads(head, stampedHead())
  if (records === 0) return 0
  const servicing = SERVICING.reduce((sum, name) => sum + (components.get(name) ?? 0), 0)
  const own = (records - servicing) / records
  if (own <= LEAST_OWN) return own
  // Inventories and script texts stand unstamped between the records, seldom more than a third.
  return (0.55 + 0.4 * own) * Math.min(1, (records / lines) * 2)
}
