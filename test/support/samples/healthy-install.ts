/** An image that starts for the first time, is specialised and reaches the desktop. */
import {
  actionEnds,
  deploymentEnds,
  deploymentStarts,
  passIsPlanned,
  says,
  specializePass,
} from '../sample-lines/deployment-lines.ts'
import { firstBoot } from '../sample-lines/first-boot-lines.ts'
import { SampleClock } from '../sample-lines/sample-clock.ts'
import { SeededRandom } from '../sample-lines/seeded-random.ts'
import { StampedLog } from '../sample-lines/stamped-log.ts'
import { utf8, utf8WithMark } from '../sample-lines/text-bytes.ts'
import type { SampleFile } from '../sample-zip.ts'

const UTC_PLUS_1 = 60
const ANSWER_FILE = 'C:\\WINDOWS\\Panther\\unattend.xml'

export function cleanInstall(): readonly SampleFile[] {
  const setup = new StampedLog(
    new SampleClock('2022-11-08 10:02:11.000', UTC_PLUS_1),
    new SeededRandom(1),
  )
  firstBoot(setup, { build: '10.0.19041.1 (WinBuild.160101.0800)', answerFile: ANSWER_FILE })
  const passes = oobeLog()
  return [
    { path: 'Panther/setupact.log', bytes: utf8WithMark(setup.text()) },
    { path: 'Panther/setuperr.log', bytes: utf8(setup.errorText()) },
    { path: 'Panther/UnattendGC/setupact.log', bytes: utf8WithMark(passes.text()) },
    { path: 'Panther/UnattendGC/setuperr.log', bytes: utf8(passes.errorText()) },
  ]
}

function oobeLog(): StampedLog {
  const clock = new SampleClock('2022-11-08 10:02:07.000', UTC_PLUS_1)
  const log = new StampedLog(clock, new SeededRandom(2))
  deploymentStarts(log)
  specializePass(log, 'W. Europe Standard Time')
  deploymentEnds(log)
  clock.set('2022-11-08 10:05:12.000')
  deploymentStarts(log)
  says(
    log,
    'windeploy.exe',
    'Launching [C:\\WINDOWS\\system32\\oobe\\oobeldr.exe /system /quiet]...',
  )
  passIsPlanned(log, { tool: 'oobeldr.exe', pass: 'oobeSystem', answerFile: ANSWER_FILE }, [
    {
      name: 'Microsoft-Windows-Shell-Setup',
      manifest:
        'amd64_microsoft-windows-shell-setup_31bf3856ad364e35_10.0.19041.1_none_4b0c4e5f9d2a7316',
    },
  ])
  actionEnds(log, 'oobeldr.exe')
  says(
    log,
    'oobeldr.exe',
    'Successfully completed execution of GC queue',
    'Successfully completed RunSMIPass for oobeSystem.',
  )
  says(
    log,
    'msoobe.exe',
    'Failed to load oobe.xml file at C:\\WINDOWS\\system32\\oobe\\info\\oobe.xml with hr=0x80070003',
    'Unable to create wizard page LocalUser. Skipping page.',
    'Cleaned up the AutoLogon Count value',
  )
  deploymentEnds(log)
  return log
}
