/**
 * *_APPRAISER_HumanReadable.xml: what the compatibility appraiser found of every program, driver and device, as lists of
 * properties. `Inventory` says what the thing is, `DecisionMaker` what follows: `DT_…_BlockingApplication` with the value True names
 * a program that stops the upgrade, `LowerCaseLongPathUnexpanded` its file. Files of many megabytes, one asset after the other.
 * https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/use-windows-setup-compatibility-scan-logs-to-identify-blocking-issues
 */
import { Level } from '../model/event-table.ts'
import type { Sample } from './format.ts'
import type { XmlElement } from './xml-element.ts'
import { xmlFormat } from './xml-format.ts'
import type { RecordReading } from './xml-types.ts'

/** Decisions that stop an upgrade, and those that only say that something was blocked before or elsewhere. */
const BLOCKING = /^DT_\w{1,80}Block\w{0,60}$/
const PATH = 'LowerCaseLongPathUnexpanded'
/** What a thing is called, the better first. */
const NAMES = ['ProgramName', 'Name', 'FriendlyName', 'Model', 'Inf', 'DriverName', PATH]

const OPEN = '<WicaRun>\n<Assets>'

const samples: readonly Sample[] = [
  {
    text: '<Asset><PropertyList Type="Inventory"><Property Name="LowerCaseLongPathUnexpanded" Value="c:\\program files\\sample\\sample.exe" Ordinal="1"/></PropertyList><PropertyList Type="DecisionMaker"><Property Name="DT_ANY_FMC_BlockingApplication" Value="True" Ordinal="1"/></PropertyList></Asset>',
    after: OPEN,
    time: null,
    level: 'error',
    signals: [
      {
        kind: 'compat.item',
        what: 'program',
        name: 'c:\\program files\\sample\\sample.exe',
        blocking: 'DT_ANY_FMC_BlockingApplication',
        detail: 'c:\\program files\\sample\\sample.exe',
      },
    ],
  },
  {
    text: '<Asset><PropertyList Type="Inventory"><Property Name="Name" Value="Sample" Ordinal="1"/></PropertyList><PropertyList Type="DecisionMaker"><Property Name="DT_ANY_FMC_BlockingApplication" Value="False" Ordinal="1"/></PropertyList></Asset>',
    after: OPEN,
    time: null,
    level: 'info',
  },
  {
    text: '<RunInfo><Component Type="Metadata"><Property Name="ComputerName" Value="PC-0231"/></Component></RunInfo>',
    after: OPEN,
    time: null,
    level: 'info',
    signals: [{ kind: 'machine.fact', key: 'name', value: 'PC-0231' }],
  },
]

export const appraiser = xmlFormat({
  id: 'appraiser',
  title: {
    en: 'Compatibility appraiser (APPRAISER_HumanReadable)',
    zh: '兼容性评估结果（APPRAISER_HumanReadable）',
  },
  docs: 'https://learn.microsoft.com/troubleshoot/windows-client/setup-upgrade-and-drivers/use-windows-setup-compatibility-scan-logs-to-identify-blocking-issues',
  names: [/humanreadable.*\.xml$/i],
  samples,
  emits: ['compat.item', 'machine.fact'],
  sniff: ({ name }) => (name === 'WicaRun' ? 0.95 : 0),
  records: {
    Asset: readAsset,
    RunInfo(element) {
      const properties = element.children.flatMap(({ children }) => children)
      const name = valueOf(properties, 'ComputerName')
      if (name === '') return {}
      return { signals: [{ kind: 'machine.fact', key: 'name', value: name }] }
    },
  },
})

function readAsset(element: XmlElement): RecordReading {
  const lists = (type: string): readonly XmlElement[] =>
    element.children
      .filter((list) => list.attribute('Type') === type)
      .flatMap(({ children }) => children)
  const decision = lists('DecisionMaker').find(
    (one) => BLOCKING.test(one.attribute('Name')) && /^true$/i.test(one.attribute('Value')),
  )
  if (decision === undefined) return {}
  const inventory = lists('Inventory')
  const blocking = decision.attribute('Name')
  const name = NAMES.map((key) => valueOf(inventory, key)).find((value) => value !== '') ?? ''
  const path = valueOf(inventory, PATH)
  const stops = blocking.endsWith('_BlockingApplication')
  return {
    level: stops ? Level.Error : Level.Warning,
    signals: [
      {
        kind: 'compat.item',
        line: decision.line,
        what: path === '' ? 'other' : 'program',
        name,
        blocking,
        detail: path,
      },
    ],
  }
}

function valueOf(properties: readonly XmlElement[], name: string): string {
  return properties.find((one) => one.attribute('Name') === name)?.attribute('Value') ?? ''
}
