/**
 * CompatData_*.xml and ScanResult.xml: what a compatibility scan of Windows Setup says of hardware, drivers and programs. Some are one
 * line of thousands of characters. `BlockingType` None is said of most things; Hard stops the upgrade. A driver package that is
 * not migrated (`BlockMigration`) has to be installed anew afterwards, which stops nothing.
 * https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/use-windows-setup-compatibility-scan-logs-to-identify-blocking-issues
 */
import { Level, type LevelValue } from '../model/event-table.ts'
import type { EventFields } from '../model/event-kinds.ts'
import type { Sample } from './format.ts'
import type { XmlElement } from './xml-element.ts'
import { xmlFormat } from './xml-format.ts'
import type { RecordReading } from './xml-types.ts'

type What = EventFields['compat.item']['what']

const NAMESPACE = 'http://www.microsoft.com/ApplicationExperience/UpgradeAdvisor'
const OPEN = `<CompatReport xmlns="${NAMESPACE}/01012009"><System X64Capable="True"/>`

const samples: readonly Sample[] = [
  {
    text: '<HardwareItem HardwareType="Setup_SecureBoot"><CompatibilityInfo BlockingType="None"/></HardwareItem>',
    after: OPEN,
    time: null,
    level: 'info',
    signals: [
      { kind: 'compat.item', what: 'hardware', name: 'Setup_SecureBoot', blocking: 'None', detail: '' },
    ],
  },
  {
    text: '<Program Name="Sample Wallpaper" Id="{3eb4353f-e9c5-44b4-97c6-a07df49c5803}"><CompatibilityInfo BlockingType="Hard" StatusDetail="WarnUpgrade" Message="It may be incompatible."/></Program>',
    after: OPEN,
    time: null,
    level: 'error',
    signals: [
      {
        kind: 'compat.item',
        what: 'program',
        name: 'Sample Wallpaper',
        blocking: 'Hard',
        detail: 'WarnUpgrade: It may be incompatible.',
      },
    ],
  },
  {
    text: '<DriverPackage Inf="oem1.inf" BlockMigration="True" HasSignedBinaries="True"/>',
    after: OPEN,
    time: null,
    level: 'warning',
    signals: [
      {
        kind: 'compat.item',
        what: 'driver',
        name: 'oem1.inf',
        blocking: 'BlockMigration',
        detail: 'HasSignedBinaries=True',
      },
    ],
  },
  {
    text: '<Device Name="Sample Adapter"><CompatibilityInfo BlockingType="Soft"/></Device>',
    after: OPEN,
    time: null,
    level: 'warning',
    signals: [
      { kind: 'compat.item', what: 'hardware', name: 'Sample Adapter', blocking: 'Soft', detail: '' },
    ],
  },
] // prettier-ignore

export const compatReport = xmlFormat({
  id: 'compat-report',
  title: {
    en: 'Compatibility scan (CompatData, ScanResult)',
    zh: '兼容性扫描（CompatData、ScanResult）',
  },
  docs: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/use-windows-setup-compatibility-scan-logs-to-identify-blocking-issues',
  names: [/^(?:compatdata|scanresult).*\.xml$/i],
  samples,
  emits: ['compat.item'],
  sniff: ({ name, tag }) => (name === 'CompatReport' && tag.includes(NAMESPACE) ? 0.95 : 0),
  records: {
    HardwareItem: (element) => item('hardware', element.attribute('HardwareType'), element),
    Device: (element) => item('hardware', nameOf(element), element),
    Program: (element) => item('program', nameOf(element), element),
    DriverPackage: (element) => driver(element),
  },
})

function nameOf(element: XmlElement): string {
  const names = ['Name', 'FriendlyName', 'DeviceId', 'Id'].map((name) => element.attribute(name))
  return names.find((name) => name !== '') ?? ''
}

function item(what: What, name: string, element: XmlElement): RecordReading {
  const said = element.child('CompatibilityInfo')
  const blocking = said?.attribute('BlockingType') ?? ''
  const words = ['StatusDetail', 'Title', 'Message'].map((key) => said?.attribute(key) ?? '')
  const detail = words.filter((word) => word !== '').join(': ')
  return {
    level: levelOf(blocking),
    signals: [{ kind: 'compat.item', what, name, blocking, detail }],
  }
}

function levelOf(blocking: string): LevelValue {
  if (blocking === 'Hard') return Level.Error
  return blocking === '' || blocking === 'None' ? Level.Info : Level.Warning
}

function driver(element: XmlElement): RecordReading {
  const blocks = /^true$/i.test(element.attribute('BlockMigration'))
  const signed = element.attribute('HasSignedBinaries')
  return {
    level: blocks ? Level.Warning : Level.Info,
    signals: [
      {
        kind: 'compat.item',
        what: 'driver',
        name: element.attribute('Inf'),
        blocking: blocks ? 'BlockMigration' : 'None',
        detail: signed === '' ? '' : `HasSignedBinaries=${signed}`,
      },
    ],
  }
}
