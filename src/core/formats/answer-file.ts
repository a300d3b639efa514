/**
 * unattend.xml, autounattend.xml: the answer file of Windows Setup and Sysprep, by hand or from a tool, in any encoding. One row per
 * component of a pass and per package; what it sets are signals at their lines. Passwords and keys are masked before the
 * text is read (text/secrets), and their elements tell nothing in any case.
 * https://learn.microsoft.com/windows-hardware/customize/desktop/unattend/
 */
import { passOf, settingsOf } from './answer-file/settings.ts'
import type { Sample } from './format.ts'
import type { XmlElement } from './xml-element.ts'
import { xmlFormat } from './xml-format.ts'
import type { RecordReading } from './xml-types.ts'

const NAMESPACE = 'urn:schemas-microsoft-com:unattend'
const OPEN = `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="${NAMESPACE}">`

const samples: readonly Sample[] = [
  {
    text: '<component name="Microsoft-Windows-PnpCustomizationsNonWinPE" processorArchitecture="amd64"><DriverPaths><PathAndCredentials><Path>C:\\DRIVERS\\STORE1</Path><Credentials><Username>u</Username><Password>x</Password></Credentials></PathAndCredentials></DriverPaths></component>',
    after: `${OPEN}\n<settings pass="auditSystem">`,
    time: null,
    level: 'info',
    component: 'Microsoft-Windows-PnpCustomizationsNonWinPE',
    signals: [
      {
        kind: 'answer.setting',
        pass: 'auditSystem',
        component: 'Microsoft-Windows-PnpCustomizationsNonWinPE',
        what: 'driver-path',
        value: 'C:\\DRIVERS\\STORE1',
        order: 0,
      },
    ],
  },
  {
    text: '<component name="Microsoft-Windows-Deployment"><RunSynchronous><RunSynchronousCommand wcm:action="add"><Order>2</Order><Description>d</Description><Path>cmd /c x.cmd</Path></RunSynchronousCommand></RunSynchronous></component>',
    after: `${OPEN}\n<settings pass="specialize">`,
    time: null,
    level: 'info',
    component: 'Microsoft-Windows-Deployment',
    signals: [
      {
        kind: 'answer.setting',
        pass: 'specialize',
        component: 'Microsoft-Windows-Deployment',
        what: 'command',
        value: 'cmd /c x.cmd',
        order: 2,
      },
    ],
  },
  {
    text: '<package action="install"><assemblyIdentity name="Microsoft-Windows-Foundation-Package" version="10.0.17763.1" processorArchitecture="amd64"/></package>',
    after: `${OPEN}\n<servicing>`,
    time: null,
    level: 'info',
    signals: [
      {
        kind: 'answer.setting',
        pass: 'offlineServicing',
        component: '',
        what: 'package',
        value: 'install Microsoft-Windows-Foundation-Package 10.0.17763.1',
        order: 0,
      },
    ],
  },
]

export const answerFile = xmlFormat({
  id: 'answer-file',
  title: { en: 'Answer file (unattend.xml)', zh: '应答文件（unattend.xml）' },
  docs: 'https://learn.microsoft.com/windows-hardware/customize/desktop/unattend/',
  names: [/unattend.*\.xml$/i],
  samples,
  emits: ['answer.setting'],
  sniff: ({ name, tag }) => (name === 'unattend' && tag.includes(NAMESPACE) ? 0.95 : 0),
  records: { component, package: readPackage },
})

function component(element: XmlElement): RecordReading {
  return {
    component: element.attribute('name'),
    signals: settingsOf(element).map((setting) => ({ kind: 'answer.setting', ...setting })),
  }
}

function readPackage(element: XmlElement): RecordReading {
  const identity = element.child('assemblyIdentity')
  const words = [
    element.attribute('action'),
    identity?.attribute('name'),
    identity?.attribute('version'),
  ]
  const value = words.filter((word) => word !== undefined && word !== '').join(' ')
  return {
    signals: [
      {
        kind: 'answer.setting',
        pass: passOf(element),
        component: '',
        what: 'package',
        value,
        order: 0,
      },
    ],
  }
}
