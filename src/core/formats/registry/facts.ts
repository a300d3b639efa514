/**
 * What keys and values of the registry say of the machine, whoever prints them (a .reg file, `reg query`).
 * https://learn.microsoft.com/windows-hardware/drivers/install/overview-of-registry-trees-and-keys
 *
 * A key is known by its end, since a hive of another Windows is exported below any name: `HKLM\SOFTWARE\…`, `HKLM\OFFLINE\…`.
 */
import type { ListPlace } from '../list-format.ts'
import { keyKind, type KeyKind } from './key-kinds.ts'
import { OpenKey, type RegistryValue, type Tell } from './open-key.ts'

/** One per file: keys come in the order of the file, with the values below each. */
export class RegistryFacts {
  readonly #tell: Tell
  #kind: KeyKind | null = null
  #path = ''
  #place: ListPlace | null = null
  #values = new Map<string, RegistryValue>()

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** True where the key's values say something: others need not be read. */
  openKey(path: string, place: ListPlace): boolean {
    this.close()
    this.#kind = keyKind(path)
    this.#path = path
    this.#place = place
    return this.#kind !== null
  }

  value(value: RegistryValue): void {
    this.#values.set(value.name.toLowerCase(), value)
  }

  /** The key at hand is whole. */
  close(): void {
    const kind = this.#kind
    const place = this.#place
    this.#kind = null
    if (kind === null || place === null) return
    const values = this.#values
    this.#values = new Map()
    kind.tell(new OpenKey(this.#path, kind.groups, place, values, this.#tell))
  }
}
