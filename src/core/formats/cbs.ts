/**
 * CBS.log and CbsPersist_*.log: component based servicing (updates, features, SFC, RestoreHealth).
 * https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/analyze-sfc-program-log-file-entries
 *
 * Two writers share it. CBS tells packages and sessions; CSI, below it, tells files, and prints UTC on some lines.
 * The severity says little: the line that decides is often Info, and healthy logs hold hundreds of failed lookups.
 */
import { csiClock, sessionClock } from './cbs/clock-kinds.ts'
import { corruptionKinds } from './cbs/corruption-kinds.ts'
import { executionKinds } from './cbs/execution-kinds.ts'
import { repairKinds } from './cbs/repair-kinds.ts'
import { cbsSamples } from './cbs/samples.ts'
import { servicingCode } from './cbs/named-codes.ts'
import { newCbsState, sessionKinds } from './cbs/session-kinds.ts'
import { dismKinds } from './dism.ts'
import { lineFormat } from './line-format.ts'
import { servicingHead } from './servicing-head.ts'
import { servicingShare } from './servicing-share.ts'

export const cbs = lineFormat({
  id: 'cbs',
  title: { en: 'Servicing log (CBS)', zh: '组件服务日志（CBS）' },
  docs: 'https://learn.microsoft.com/troubleshoot/windows-client/installing-updates-features-roles/analyze-sfc-program-log-file-entries',
  names: [/\bcbs(?:\.\d+|\.persist)?\.log$/i, /cbspersist_\d+\.log$/i],
  samples: cbsSamples,
  newHead: servicingHead,
  newState: newCbsState,
  // WinPE lets DISM and CBS write to one file.
  kinds: [
    csiClock,
    sessionClock,
    ...sessionKinds,
    ...executionKinds,
    ...repairKinds,
    ...corruptionKinds,
    ...dismKinds,
  ],
  codeOf: servicingCode,
  sniff: (head) => servicingShare(head).cbs,
})
