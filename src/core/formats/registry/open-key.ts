/** A key of the registry that is whole, with its values, and what may be told of it. */
import type { EventFields, EventKind } from '../../model/event-kinds.ts'
import type { FactKey, Item, ListPlace } from '../list-format.ts'

export interface RegistryValue {
  /** '' = the default value. */
  readonly name: string
  /** `dword` and `qword` as decimal digits, several strings with `; ` between them. */
  readonly data: string
  readonly place: ListPlace
}

export type Tell = <K extends EventKind>(kind: K, fields: EventFields[K], place: ListPlace) => void

export class OpenKey {
  readonly path: string
  /** What the pattern of the key caught. */
  readonly groups: readonly string[]
  readonly place: ListPlace
  readonly values: ReadonlyMap<string, RegistryValue>
  readonly #tell: Tell

  constructor(
    path: string,
    groups: readonly string[],
    place: ListPlace,
    values: ReadonlyMap<string, RegistryValue>,
    tell: Tell,
  ) {
    this.path = path
    this.groups = groups
    this.place = place
    this.values = values
    this.#tell = tell
  }

  /** Data of a value by its name in lower case; '' = there is none. */
  get(name: string): string {
    return this.values.get(name)?.data.trim() ?? ''
  }

  fact(key: FactKey, value: string, name: string): void {
    if (value.trim() === '') return
    const place = this.values.get(name)?.place ?? this.place
    this.#tell('machine.fact', { key, value: value.trim(), from: 'inventory' }, place)
  }

  item(item: Pick<Item, 'item' | 'id'> & Partial<Item>): void {
    const full = { name: '', provider: '', version: '', detail: '', ...item }
    this.#tell('machine.item', full, this.place)
  }

  driverPath(value: string, order: number, place: ListPlace): void {
    const component = 'PnPUnattend'
    this.#tell('answer.setting', { pass: '', component, what: 'driver-path', value, order }, place)
  }
}
