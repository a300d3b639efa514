/** What SetupDiag's system information says of the machine. The names are those of all three of its output formats. */
import type { EventFields } from '../../model/event-kinds.ts'
import { dateOfWmi } from '../wmi-date.ts'

type Fact = EventFields['machine.fact']

/** Text and XML differ: `Machine Name`, `MachineName`. */
const SIMPLE: Readonly<Record<string, Fact['key']>> = {
  MachineName: 'name',
  Manufacturer: 'manufacturer',
  Model: 'model',
  FirmwareType: 'firmware',
  BiosVersion: 'bios',
  HostOSEdition: 'edition',
  HostOSLanguageId: 'language',
}

/** Builds of Windows 10 and later are all `10.0.n`. */
const FIRST_BUILD_OF_10 = 10240

/** Facts of one `name = value`; [] where it says none. */
export function systemFacts(name: string, value: string): readonly Fact[] {
  const text = value.trim()
  // A machine that was read from its logs alone is called Offline.
  if (text === '' || (name === 'MachineName' && text === 'Offline')) return []
  const key = SIMPLE[name]
  if (key !== undefined) return [{ key, value: text }]
  switch (name) {
    case 'BiosReleaseDate':
      return [{ key: 'bios-date', value: dateOfWmi(text) }]
    case 'HostOSArchitecture':
      // Versions up to 1.7 print the language's number here.
      return [{ key: /^\d+$/.test(text) ? 'language' : 'architecture', value: text }]
    case 'HostOSVersion':
      return buildOf(text, 'host-build')
    case 'HostOSBuildString':
      return hostBuild(text)
    case 'TargetOSBuildString':
      return buildOf(text, 'target-build')
    case 'RegisteredAV':
      return listed(text, 'antivirus')
    case 'FilterDrivers':
      return listed(text, 'filter-driver')
    default:
      return []
  }
}

/** `10.0.18912.1001 (rs_prerelease.190601-1739)`. */
function buildOf(text: string, key: Fact['key']): readonly Fact[] {
  const [build] = /^\d{1,3}\.\d{1,3}\.\d{1,6}/.exec(text) ?? []
  return build === undefined ? [] : [{ key, value: build }]
}

/** `19041.1.amd64fre.vb_release.191206-1406`. */
function hostBuild(text: string): readonly Fact[] {
  const build = Number(/^(\d{5,6})\./.exec(text)?.[1] ?? 0)
  return build >= FIRST_BUILD_OF_10 ? [{ key: 'host-build', value: `10.0.${build}` }] : []
}

/** `WdFilter,wcifs,luafv,`. */
function listed(text: string, key: Fact['key']): readonly Fact[] {
  const names = text.split(',').map((one) => one.trim())
  return names.filter((one) => one !== '').map((value) => ({ key, value }))
}
