/** Who wrote the events of a trace, and how many: providers by GUID, with the names of those that Setup and servicing use. */
import { groupName } from './kernel-events.ts'
import type { TraceEvent } from './walk-buffers.ts'

/** https://learn.microsoft.com/windows/win32/etw/configuring-and-starting-an-event-tracing-session; `logman query providers` */
const NAMES = new Map<string, string>([
  ['0063715b-eeda-4007-9429-ad526f62696e', 'Microsoft-Windows-Services'],
  ['0dd4d48e-2bbf-452f-a7ec-ba3dba8407ae', 'Microsoft-Windows-ActionQueue'],
  ['75ebc33e-0870-49e5-bdce-9d7028279489', 'Microsoft-Windows-SetupUGC'],
  ['75ebc33e-0cc6-49da-8cd9-8903a5222aa0', 'Microsoft-Windows-CmiSetup'],
  ['75ebc33e-77b8-4ba8-9474-4f4a9db2f5c6', 'Microsoft-Windows-Sysprep'],
  ['75ebc33e-8670-4eb6-b535-3b9d6bb222fd', 'Microsoft-Windows-OobeLdr'],
  ['75ebc33e-997f-49cf-b49f-ecc50184b75d', 'Microsoft-Windows-Setup'],
  ['75ebc33e-c8ae-4f93-9ca1-683a53e20cb6', 'Microsoft-Windows-Windeploy'],
  ['75ebc33e-d017-4d0f-93ab-0b4f86579164', 'Microsoft-Windows-SetupCl'],
  ['a615acb9-d5a4-4738-b561-1df301d207f8', 'Microsoft-Windows-SetupQueue'],
  ['b9da9fe6-ae5f-4f3e-b2fa-8e623c11dc75', 'Microsoft-Windows-Deplorch'],
  ['945a8954-c147-4acd-923f-40c45405a658', 'Microsoft-Windows-WindowsUpdateClient'],
  ['bd12f3b8-fc40-4a61-a307-b7a013a069c1', 'Microsoft-Windows-Servicing'],
  ['9c205a39-1250-487d-abd7-e831c6290539', 'Microsoft-Windows-Kernel-PnP'],
  ['96f4a050-7e31-453c-88be-9634f4e02139', 'Microsoft-Windows-UserPnp'],
  ['331c3b3a-2005-44c2-ac5e-77220c37d6b4', 'Microsoft-Windows-Kernel-Power'],
  ['a68ca8b7-004f-d7b6-a698-07e2de0f1f5d', 'Microsoft-Windows-Kernel-General'],
  ['22fb2cd6-0e7b-422b-a0c7-2fad1fd0e716', 'Microsoft-Windows-Kernel-Process'],
  ['edd08927-9cc4-4e65-b970-c2560fb5c289', 'Microsoft-Windows-Kernel-File'],
  ['c7bde69a-e1e0-4177-b6ef-283ad1525271', 'Microsoft-Windows-Kernel-Disk'],
  ['b675ec37-bdb6-4648-bc92-f3fdc74d3ca2', 'Microsoft-Windows-Kernel-EventTracing'],
  ['68fdd900-4a3e-11d1-84f4-0000f80464e3', 'trace header'],
])

/** More are not told apart. */
const MOST_PROVIDERS = 2000

export interface Provider {
  readonly name: string
  /** '' for the groups of the kernel. */
  readonly guid: string
  readonly events: number
}

export class ProviderCounts {
  readonly #counts = new Map<string, number>()

  add(event: TraceEvent): void {
    const key = keyOf(event)
    const known = this.#counts.get(key)
    if (known === undefined && this.#counts.size >= MOST_PROVIDERS) this.#add('other providers')
    else this.#counts.set(key, (known ?? 0) + 1)
  }

  #add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  /** The most talkative first. */
  list(): readonly Provider[] {
    return [...this.#counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([key, events]) => {
        const guid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(key) ? key : ''
        const name = NAMES.get(key) ?? (guid === '' ? key : '')
        return { name, guid, events }
      })
  }
}

function keyOf(event: TraceEvent): string {
  if (event.kind === 'kernel') return groupName(event.hook)
  if (event.guidAt >= 0) return guidText(event.view, event.guidAt)
  return event.kind === 'message' ? 'messages without a provider' : 'instances of classic providers'
}

function guidText(view: DataView, at: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  let tail = ''
  for (let i = 8; i < 16; i++) tail += hex(view.getUint8(at + i), 2)
  return `${hex(view.getUint32(at, true), 8)}-${hex(view.getUint16(at + 4, true), 4)}-${hex(view.getUint16(at + 6, true), 4)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
