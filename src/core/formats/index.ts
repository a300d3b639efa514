/** All formats. A new one is one line here, one file beside, one folder in test/formats. */
import { bcdedit } from './bcdedit.ts'
import { cbs } from './cbs.ts'
import { dismList } from './dism-list.ts'
import { cmtrace } from './cmtrace.ts'
import { diskpart } from './diskpart.ts'
import { dism } from './dism.ts'
import { driverquery } from './driverquery.ts'
import { etl } from './etl.ts'
import { evtx } from './evtx.ts'
import { fltmc } from './fltmc.ts'
import type { Format } from './format.ts'
import { gpresultHtml } from './gpresult-html.ts'
import { gpresult } from './gpresult.ts'
import { ipconfig } from './ipconfig.ts'
import { kernelDump } from './kernel-dump.ts'
import { objectList } from './object-list.ts'
import { panther } from './panther.ts'
import { pml } from './pml.ts'
import { pnputil } from './pnputil.ts'
import { regExport } from './reg-export.ts'
import { userDump } from './user-dump.ts'
import { answerFile } from './answer-file.ts'
import { appraiser } from './appraiser.ts'
import { compatReport } from './compat-report.ts'
import { diagRowset } from './diag-rowset.ts'
import { miglog } from './miglog.ts'
import { werReport } from './wer-report.ts'
import { setupdiag } from './setupdiag.ts'
import { setupdiagJson } from './setupdiag-json.ts'
import { setupdiagXml } from './setupdiag-xml.ts'
import { setupapi } from './setupapi.ts'
import { setupapiXp } from './setupapi-xp.ts'
import { amdSetup } from './amd-setup.ts'
import { checkSur } from './checksur.ts'
import { devcon } from './devcon.ts'
import { dpinst } from './dpinst.ts'
import { pfro } from './pfro.ts'
import { poqexec } from './poqexec.ts'
import { systeminfo } from './systeminfo.ts'
import { tasklist } from './tasklist.ts'
import { windowsSetupact } from './windows-setupact.ts'
import { windowsUpdate } from './windows-update.ts'
import { windowsUpdateClassic } from './windows-update-classic.ts'
import { reportingEvents } from './reporting-events.ts'
import { powershellTranscript } from './powershell-transcript.ts'
import { regQuery } from './reg-query.ts'
import { scriptLog } from './script-log.ts'
import { eventXml } from './event-xml.ts'
import { image } from './image.ts'
import { manageBde } from './manage-bde.ts'
import { reagentc } from './reagentc.ts'
import { vssadmin } from './vssadmin.ts'
import { eventCsv } from './event-csv.ts'
import { eventText } from './event-text.ts'
import { msinfoReport } from './msinfo-report.ts'
import { msinfo } from './msinfo.ts'

export const formats: readonly Format[] = [
  panther,
  windowsSetupact,
  setupdiag,
  setupdiagXml,
  setupdiagJson,
  answerFile,
  appraiser,
  compatReport,
  diagRowset,
  miglog,
  werReport,
  cbs,
  dism,
  setupapi,
  setupapiXp,
  checkSur,
  dpinst,
  devcon,
  amdSetup,
  pfro,
  poqexec,
  kernelDump,
  userDump,
  evtx,
  pml,
  etl,
  systeminfo,
  windowsUpdate,
  windowsUpdateClassic,
  driverquery,
  tasklist,
  fltmc,
  reportingEvents,
  pnputil,
  ipconfig,
  dismList,
  objectList,
  cmtrace,
  regExport,
  powershellTranscript,
  scriptLog,
  regQuery,
  gpresult,
  gpresultHtml,
  eventXml,
  bcdedit,
  diskpart,
  manageBde,
  reagentc,
  vssadmin,
  image,
  eventCsv,
  eventText,
  msinfo,
  msinfoReport,
]
