/**
 * Keys of services and drivers.
 * https://learn.microsoft.com/windows-hardware/drivers/install/hklm-system-currentcontrolset-services-registry-tree
 */
import type { OpenKey } from './open-key.ts'

/** Bits of `Type`: a driver of the kernel, of a file system, of an adapter, or one that recognises file systems. */
const DRIVER_BITS = 0x0f
const STARTS = ['Boot', 'System', 'Auto', 'Manual', 'Disabled'] as const

export function tellService(open: OpenKey): void {
  const [, id = ''] = open.groups
  const type = open.get('type')
  const image = open.get('imagepath')
  if (type === '' || (image === '' && open.get('start') === '')) return
  const start = STARTS[Number(open.get('start'))] ?? ''
  const group = open.get('group')
  const detail = [start, group, image].filter((part) => part !== '').join(', ')
  const item = (Number(type) & DRIVER_BITS) !== 0 ? 'driver' : 'service'
  open.item({ item, id, name: shownName(open.get('displayname')), detail })
}

/** `@%SystemRoot%\system32\x.dll,-100` names a text that stands elsewhere; what follows `;` is that text, where it is kept. */
function shownName(name: string): string {
  if (!name.startsWith('@')) return name
  const at = name.indexOf(';')
  return at < 0 ? '' : name.slice(at + 1)
}
