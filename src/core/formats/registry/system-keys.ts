/** Keys that say what Windows this is, and what machine it runs on. */
import type { OpenKey } from './open-key.ts'

const FIRST_BUILD_OF_11 = 22000

/** HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion */
export function tellWindowsVersion(open: OpenKey): void {
  const build = open.get('currentbuild') || open.get('currentbuildnumber')
  const major = open.get('currentmajorversionnumber')
  const version =
    major === ''
      ? open.get('currentversion')
      : `${major}.${open.get('currentminorversionnumber') || '0'}`
  const revision = open.get('ubr')
  const full = [version, build, revision].filter((part) => part !== '').join('.')
  const name = open.values.has('currentbuild') ? 'currentbuild' : 'currentbuildnumber'
  if (/^\d+$/.test(build)) open.fact('os-build', full, name)
  open.fact('edition', open.get('editionid'), 'editionid')
  const display = open.get('displayversion') || open.get('releaseid')
  const product = [open.get('productname'), display].filter((part) => part !== '').join(' ')
  // Windows 11 still calls itself Windows 10 here.
  const isOldName = Number(build) >= FIRST_BUILD_OF_11 && product.startsWith('Windows 10')
  if (open.values.has('productname') && !isOldName) open.fact('os-name', product, 'productname')
  open.fact('install-date', unixDate(open.get('installdate')), 'installdate')
  // The folder of a WinPE that runs from memory.
  if (/^x:\\/i.test(open.get('systemroot'))) open.fact('edition', 'WindowsPE', 'systemroot')
}

/** Seconds since 1970, UTC, as `2022-03-14 09:26:53 UTC`; '' where the text is no such number. */
export function unixDate(seconds: string): string {
  if (!/^\d{9,10}$/.test(seconds)) return ''
  const iso = new Date(Number(seconds) * 1000).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}

/** Values that are facts as they are. */
const FACTS = {
  computername: 'name',
  systemmanufacturer: 'manufacturer',
  systemproductname: 'model',
  biosversion: 'bios',
  biosreleasedate: 'bios-date',
  timezonekeyname: 'time-zone',
} as const

export function tellSystemKey(open: OpenKey): void {
  for (const [name, key] of Object.entries(FACTS)) open.fact(key, open.get(name), name)
  const secureBoot = open.get('uefisecurebootenabled')
  if (secureBoot !== '')
    open.fact('secure-boot', secureBoot === '1' ? 'On' : 'Off', 'uefisecurebootenabled')
  // Four hexadecimal digits of a language id.
  open.fact('language', open.get('installlanguage'), 'installlanguage')
}
