/**
 * What objects of Windows say of the machine, by the names of their properties: those are the same in every language.
 * https://learn.microsoft.com/windows/win32/cimwin32prov/win32-provider, https://learn.microsoft.com/powershell/module/dism
 */
import type { FactKey, ListPlace, ListWriter } from '../list-format.ts'

export interface Property {
  readonly value: string
  readonly place: ListPlace
}

/** By the name in lower case. */
export type Properties = ReadonlyMap<string, Property>

interface ObjectClass {
  /** Lower-case names of properties that an object of the class has; of a list of several, one. */
  readonly needs: readonly (string | readonly string[])[]
  /** `place`: where the object begins. */
  readonly tell: (get: (name: string) => string, out: ListWriter, place: ListPlace) => void
  /** Properties that are facts of the machine as they are; the first of several that is not empty. */
  readonly facts?: Readonly<Partial<Record<FactKey, string | readonly string[]>>>
}

/** Its facts say it all. */
const NOTHING_MORE = (): void => undefined

const CLASSES: readonly ObjectClass[] = [
  {
    // Win32_QuickFixEngineering, Get-HotFix
    needs: ['hotfixid'],
    tell: (get, out) => {
      const id = get('hotfixid')
      if (id !== '') out.item({ item: 'update', id, name: get('description'), detail: get('installedon') })
    },
  },
  {
    // SecurityCenter2: AntiVirusProduct, AntiSpywareProduct, FirewallProduct
    needs: ['displayname', ['productstate', 'pathtosignedproductexe', 'pathtosignedreportingexe']],
    tell: (get, out) => {
      const detail = [hexState(get('productstate')), get('pathtosignedproductexe')]
      const shown = detail.filter((part) => part !== '').join(', ')
      out.item({ item: 'antivirus', id: get('displayname'), name: get('displayname'), detail: shown })
    },
  },
  {
    // Get-WindowsDriver
    needs: ['driver', 'originalfilename'],
    tell: (get, out) => {
      const original = get('originalfilename')
      const name = original.slice(original.lastIndexOf('\\') + 1)
      const detail = [get('classname'), get('date')].filter((part) => part !== '').join(', ')
      const provider = get('providername')
      out.item({ item: 'driver-package', id: get('driver'), name, provider, version: get('version'), detail })
    },
  },
  {
    // Win32_PnPSignedDriver
    needs: ['infname', 'driverversion'],
    tell: (get, out) => {
      if (get('infname') === '') return
      const provider = get('driverprovidername') || get('manufacturer')
      const name = get('devicename') || get('friendlyname')
      const version = get('driverversion')
      out.item({ item: 'driver-package', id: get('infname'), name, provider, version, detail: get('driverdate') })
    },
  },
  {
    // Get-WindowsPackage
    needs: ['packagename', 'packagestate'],
    tell: (get, out) => {
      const id = get('packagename')
      const kb = /_for_(KB\d{6,8})/i.exec(id)?.[1]?.toUpperCase()
      const detail = [get('packagestate'), get('releasetype'), get('installtime')]
      const shown = detail.filter((part) => part !== '').join(', ')
      if (kb === undefined) out.item({ item: 'package', id, detail: shown })
      else out.item({ item: 'update', id: kb, name: id, detail: shown })
    },
  },
  {
    // Get-WindowsOptionalFeature
    needs: ['featurename', 'state'],
    tell: (get, out) => out.item({ item: 'feature', id: get('featurename'), detail: get('state') }),
  },
  {
    // Get-BitLockerVolume
    needs: ['mountpoint', ['protectionstatus', 'volumestatus']],
    tell: (get, out) => {
      const detail = [get('volumestatus'), get('protectionstatus')].filter((part) => part !== '')
      out.item({ item: 'disk-encryption', id: get('mountpoint'), detail: detail.join(', ') })
    },
  },
  {
    // Get-ItemProperty of an Uninstall key
    needs: ['displayname', ['displayversion', 'publisher', 'uninstallstring']],
    tell: (get, out) => {
      const name = get('displayname')
      const version = get('displayversion')
      const id = get('pschildname') || name
      if (name !== '')
        out.item({ item: 'application', id, name, provider: get('publisher'), version, detail: get('installdate') })
    },
  },
  {
    // Win32_Product
    needs: ['name', 'version', ['vendor', 'identifyingnumber', 'packagecode']],
    tell: (get, out) => {
      const name = get('name')
      const id = get('identifyingnumber') || name
      if (name !== '')
        out.item({ item: 'application', id, name, provider: get('vendor'), version: get('version'), detail: get('installdate') })
    },
  },
  {
    // Get-AppxPackage
    needs: ['packagefullname', 'publisher', 'version'],
    tell: (get, out) => {
      const name = get('name')
      out.item({ item: 'application', id: get('packagefullname'), name, provider: get('publisher'), version: get('version') })
    },
  },
  {
    // Win32_Service, Win32_SystemDriver
    needs: ['name', 'pathname', ['startmode', 'state', 'started']],
    tell: (get, out) => {
      const detail = [get('startmode'), get('state'), get('pathname')].filter((part) => part !== '')
      const item = /\.sys\b/i.test(get('pathname')) ? 'driver' : 'service'
      out.item({ item, id: get('name'), name: get('displayname'), detail: detail.join(', ') })
    },
  },
  {
    // Get-Service
    needs: ['name', 'displayname', 'status'],
    tell: (get, out) => out.item({ item: 'service', id: get('name'), name: get('displayname'), detail: get('status') }),
  },
  {
    // Get-NetAdapterBinding: what is Windows' own is named ms_….
    needs: ['componentid', 'displayname', 'enabled'],
    tell: (get, out) => {
      const id = get('componentid')
      if (!/^ms_/i.test(id)) out.item({ item: 'network-filter', id, name: get('displayname'), detail: `Enabled ${get('enabled')}` })
    },
  },
  {
    // Win32_OperatingSystem
    needs: ['buildnumber', 'caption', 'version'],
    tell: (get, out, place) =>
      out.fact('language', firstOf(get('muilanguages')) || get('oslanguage'), place),
    facts: {
      'os-name': 'caption',
      'os-build': 'version',
      architecture: 'osarchitecture',
      name: 'csname',
      'install-date': 'installdate',
      'last-boot': 'lastbootuptime',
    },
  },
  {
    // Win32_ComputerSystem; a disk has a maker and a model as well.
    needs: ['manufacturer', 'model', ['totalphysicalmemory', 'domain', 'workgroup', 'pcsystemtype', 'systemtype']],
    tell: NOTHING_MORE,
    facts: {
      manufacturer: 'manufacturer',
      model: 'model',
      name: 'name',
      domain: 'domain',
      memory: 'totalphysicalmemory',
    },
  },
  {
    // Win32_BIOS
    needs: ['smbiosbiosversion'],
    tell: NOTHING_MORE,
    facts: { bios: 'smbiosbiosversion', 'bios-date': 'releasedate' },
  },
  {
    // Get-ComputerInfo
    needs: ['windowsproductname', ['osbuildnumber', 'windowscurrentversion', 'osname']],
    tell: NOTHING_MORE,
    facts: {
      'os-name': ['osname', 'windowsproductname'],
      'os-build': 'osversion',
      edition: 'windowseditionid',
      name: 'csname',
      manufacturer: 'csmanufacturer',
      model: 'csmodel',
      architecture: 'osarchitecture',
      bios: 'biossmbiosbiosversion',
      firmware: 'biosfirmwaretype',
      domain: 'csdomain',
      language: 'oslanguage',
      'time-zone': 'timezone',
    },
  },
  {
    // Get-ItemProperty of HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion
    needs: ['editionid', 'currentbuild'],
    tell: (get, out, place) => {
      const build = `${get('currentmajorversionnumber') || '10'}.0.${get('currentbuild')}`
      const revision = get('ubr')
      if (/^\d+$/.test(get('currentbuild'))) out.fact('os-build', revision === '' ? build : `${build}.${revision}`, place)
    },
    facts: { edition: 'editionid', 'os-name': 'productname' },
  },
] // prettier-ignore

function firstOf(list: string): string {
  return /[a-z]{2,3}-[a-z]{2,8}/i.exec(list)?.[0] ?? ''
}

/** Security Center keeps the state as a number whose digits mean something in hexadecimal only. */
function hexState(state: string): string {
  return /^\d{4,8}$/.test(state) ? `0x${Number(state).toString(16).padStart(6, '0')}` : state
}

/** True where an object with these property names says something. */
export function isKnownClass(names: ReadonlySet<string>): boolean {
  return classOf(names) !== undefined
}

function classOf(names: { has(name: string): boolean }): ObjectClass | undefined {
  return CLASSES.find(({ needs }) =>
    needs.every((need) =>
      typeof need === 'string' ? names.has(need) : need.some((one) => names.has(one)),
    ),
  )
}

export function tellObject(properties: Properties, out: ListWriter): void {
  const found = classOf(properties)
  if (found === undefined) return
  for (const [key, names] of Object.entries(found.facts ?? {}) as [
    FactKey,
    string | readonly string[],
  ][]) {
    const named = (typeof names === 'string' ? [names] : names).flatMap(
      (name) => properties.get(name) ?? [],
    )
    const property = named.find(({ value }) => value.trim() !== '')
    if (property !== undefined) out.fact(key, property.value, property.place)
  }
  const [first] = properties.values()
  if (first === undefined) return
  found.tell((name) => properties.get(name)?.value.trim() ?? '', out, first.place)
}
