/**
 * diagerr.xml and diagwrn.xml: the errors and warnings of Windows Setup once more, as an ADO rowset. One `<z:row>` per message
 * behind a schema of sixty lines; rowsets without a row are common. `DT` is the machine's local time in whole seconds, `Sev` the
 * severity in its highest byte, `Err` a stale last error that is no result. The messages stand in setupact.log too, with more around them, so
 * they tell nothing beyond their rows.
 * https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-log-files-and-event-logs
 */
import { Level, type LevelValue } from '../model/event-table.ts'
import { wallMs, type WallMs } from '../model/units.ts'
import { wallFromParts } from '../text/wall-time.ts'
import type { Head, Sample } from './format.ts'
import { resultCode } from './result-code.ts'
import { xmlFormat } from './xml-format.ts'
import type { XmlRoot } from './xml-root.ts'

/** By the highest byte of `Sev`: 1 fatal, 2 error, 3 warning. */
const LEVELS: readonly LevelValue[] = [Level.Info, Level.Fatal, Level.Error, Level.Warning]

/** The schema names its columns within this. */
const SCHEMA_WITHIN = 6000

const OPEN = `<xml xmlns:s="uuid:BDC6E3F0-6DA3-11d1-A2A3-00AA00C14882"
 xmlns:rs="urn:schemas-microsoft-com:rowset"
 xmlns:z="#RowsetSchema">
<s:Schema id="RowsetSchema">
<s:ElementType name="row" content="eltOnly" rs:updatable="true">
<s:AttributeType name="Sev" rs:number="1"/>
</s:ElementType>
</s:Schema>
<rs:data>`

function row(sev: number, mod: string, message: string): string {
  return `<z:row Cls="D" Sev="${sev}" Maj="Def" Min="Def" LN="1454" Fil="" Fun="CSample::Run" Uid="${sev}" Msg="${message}" PID="1192" TID="1196" Con="" Exe="X:\\sources\\setup.exe" Mod="${mod}" Err="2" MD="" DT="2021-06-09T12:08:20"/>`
}

const samples: readonly Sample[] = [
  {
    text: row(33554432, 'WinSetup.dll', 'Failed to check OS architecture. Error: 0x80070490'),
    after: OPEN,
    time: '2021-06-09 12:08:20.000',
    level: 'error',
    component: 'WinSetup.dll',
  },
  {
    text: row(50331648, '', 'read xml file failed: 0x3'),
    after: OPEN,
    time: '2021-06-09 12:08:20.000',
    level: 'warning',
    component: 'setup.exe',
  },
]

export const diagRowset = xmlFormat({
  id: 'diag-rowset',
  title: {
    en: "Windows Setup's errors and warnings (diagerr.xml, diagwrn.xml)",
    zh: 'Windows 安装程序的错误和警告（diagerr.xml、diagwrn.xml）',
  },
  docs: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-log-files-and-event-logs',
  names: [/diag(?:err|wrn).*\.xml$/i],
  samples,
  emits: [],
  sniff,
  // Setup closes the rowset when it ends; one that was copied before is whole.
  grows: true,
  records: {
    'z:row'(element) {
      const message = new TextEncoder().encode(element.attribute('Msg'))
      const exe = element.attribute('Exe')
      return {
        time: timeOf(element.attribute('DT')),
        level: LEVELS[Number(element.attribute('Sev')) >>> 24] ?? Level.Info,
        component: element.attribute('Mod') || exe.slice(exe.lastIndexOf('\\') + 1),
        code: resultCode(message, 0, message.length),
      }
    },
  },
})

function sniff({ name, tag }: XmlRoot, { text }: Head): number {
  if (name !== 'xml' || !tag.includes('"#RowsetSchema"')) return 0
  return text.slice(0, SCHEMA_WITHIN).includes('name="Sev"') ? 0.95 : 0
}

/** `2021-06-09T12:08:20`. */
function timeOf(text: string): WallMs {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)/.exec(text)
  if (match === null) return wallMs(NaN)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number)
  return wallFromParts(year, month, day, hour, minute, second)
}
