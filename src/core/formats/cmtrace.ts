/**
 * Logs of Configuration Manager's client and task sequences (smsts.log, WUAHandler.log, UpdatesDeployment.log, CAS.log,
 * ccmsetup.log …), of the Deployment Toolkit (BDD.log, ZTI*.log) and of many scripts: the form that CMTrace shows.
 * https://learn.microsoft.com/mem/configmgr/core/plan-design/hierarchy/about-log-files
 * https://learn.microsoft.com/mem/configmgr/core/support/cmtrace
 *
 * Local time; the programs of the client print their zone in every record, scripts print none that counts.
 */
import { newDeploymentMemory } from './configuration-manager/memory.ts'
import { recordCode } from './configuration-manager/record-code.ts'
import { recordHead } from './configuration-manager/record-head.ts'
import { recordSamples } from './configuration-manager/samples.ts'
import { taskKinds } from './configuration-manager/task-kinds.ts'
import { toolkitKinds } from './configuration-manager/toolkit-kinds.ts'
import { clientUpdateKinds } from './configuration-manager/update-kinds.ts'
import { lineFormat } from './line-format.ts'
import { firstLinesShare } from './line-sniff.ts'

export const cmtrace = lineFormat({
  id: 'cmtrace',
  title: { en: 'Configuration Manager log (CMTrace)', zh: 'Configuration Manager 日志（CMTrace）' },
  docs: 'https://learn.microsoft.com/mem/configmgr/core/plan-design/hierarchy/about-log-files',
  names: [
    /^(?:smsts|WUAHandler|Updates|ScanAgent|CAS|ContentTransfer|ccmsetup|BDD|ZTI|LTI|LiteTouch).*\.log$/i,
  ],
  samples: recordSamples,
  newHead: recordHead,
  newState: newDeploymentMemory,
  tellsZone: true,
  kinds: [...taskKinds, ...toolkitKinds, ...clientUpdateKinds],
  sniff: (head) => firstLinesShare(head, recordHead()),
  codeOf: recordCode,
})
