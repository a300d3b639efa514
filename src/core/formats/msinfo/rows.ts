/**
 * The tables of msinfo32, as both of its files hold them. Names of sections, columns and items are in the language of Windows. The
 * rows of the first section stand in one order; values of one form in every language show where: the version, the kind of machine,
 * the version of SMBIOS. Rows of the other tables are known by their number of columns and the form of one of them.
 */
import type { EventFields } from '../../model/event-kinds.ts'

type Fact = EventFields['machine.fact']

export type MsinfoSignal<P> =
  | ({ readonly kind: 'machine.fact'; readonly place: P } & Fact)
  | ({ readonly kind: 'machine.item'; readonly place: P } & EventFields['machine.item'])

/** `10.0.19045 Build 19045`; the word between is in every language another. */
export const VERSION = /^\d{1,2}\.\d+\.(\d{4,5})\s.*\b\1$/
const MACHINE_TYPE = /\b(x64|x86|arm64)\b/i
const SMBIOS = /^\d\.\d{1,2}$/
const FIRMWARE = /^(?:UEFI|Legacy|传统)$/i
/** `Version = "10.0.19041.2728"`: the hardware abstraction layer. */
const ABSTRACTION_LAYER = /^\S.{0,20} = "\d+\.\d+\.[\d.]+"$/
const SECURE_BOOT = /^(?:secure boot state|安全启动状态)$/i

/** Rows between the version and the kind of machine: description, maker of Windows, then these three. */
const NAMED = ['name', 'manufacturer', 'model'] as const
const ROWS_BEFORE_TYPE = 5

interface Pair<P> {
  readonly item: string
  readonly value: string
  readonly place: P
}

/** One per file. `P`: what leads back to the row's line. */
export class MsinfoRows<P> {
  /** Rows of item and value since the version, the version's own left out; null = not met yet. */
  #since: Pair<P>[] | null = null
  #above: Pair<P> | null = null
  /** Rows since the hardware abstraction layer; -1 = not met yet. */
  #sinceLayer = -1
  #hasBios = false

  /** The cells of one row, as they stand. */
  row(cells: readonly string[], place: P): readonly MsinfoSignal<P>[] {
    const values = cells.map((cell) => cell.trim())
    if (values.length === 2)
      return this.#pair({ item: values[0] ?? '', value: values[1] ?? '', place })
    const item = tableItem(values)
    return item === null ? [] : [{ kind: 'machine.item', place, ...item }]
  }

  #pair(pair: Pair<P>): readonly MsinfoSignal<P>[] {
    const above = this.#above
    this.#above = pair
    const { value, item } = pair
    if (VERSION.test(value) && this.#since === null) {
      this.#since = []
      const build = fact('os-build', /^[\d.]+/.exec(value)?.[0] ?? '', pair)
      return above === null ? build : [...fact('os-name', above.value, above), ...build]
    }
    const since = this.#since
    if (since === null) return []
    since.push(pair)
    if (since.length === ROWS_BEFORE_TYPE + 1) return this.#atType(since)
    if (since.length <= ROWS_BEFORE_TYPE) return []
    return this.#behindType(item, pair, above)
  }

  /** Only where the row is the one that is expected are those above it what their places say. */
  #atType(since: readonly Pair<P>[]): readonly MsinfoSignal<P>[] {
    const type = MACHINE_TYPE.exec(since[ROWS_BEFORE_TYPE]?.value ?? '')?.[1]
    if (type === undefined) return []
    const named = NAMED.flatMap((key, at) => {
      const pair = since[at + 2]
      return pair === undefined ? [] : fact(key, pair.value, pair)
    })
    return [
      ...named,
      ...fact('architecture', type.toLowerCase(), since[ROWS_BEFORE_TYPE] as Pair<P>),
    ]
  }

  #behindType(item: string, pair: Pair<P>, above: Pair<P> | null): readonly MsinfoSignal<P>[] {
    const { value } = pair
    if (this.#sinceLayer >= 0) this.#sinceLayer++
    // The user's name stands between.
    if (this.#sinceLayer === 2) return fact('time-zone', value, pair)
    if (this.#sinceLayer === 3) return fact('memory', value, pair)
    if (ABSTRACTION_LAYER.test(value)) this.#sinceLayer = 0
    else if (SMBIOS.test(value) && above !== null && !this.#hasBios) {
      // Versions of the board and its controller below look the same.
      this.#hasBios = true
      return fact('bios', above.value, above)
    } else if (FIRMWARE.test(value)) return fact('firmware', value, pair)
    else if (SECURE_BOOT.test(item)) return fact('secure-boot', value, pair)
    else if (/\bMHz\b/i.test(value)) return fact('processor', value, pair)
    return []
  }
}

function fact<P>(key: Fact['key'], value: string, { place }: Pair<P>): readonly MsinfoSignal<P>[] {
  return value === '' ? [] : [{ kind: 'machine.fact', key, value, from: 'inventory', place }]
}

/** Processes whose file cannot be read say so in the language of Windows. */
function known(version = ''): string {
  return /^\d/.test(version) ? version : ''
}

/** null = a row that says nothing of what Setup meets. */
function tableItem(values: readonly string[]): EventFields['machine.item'] | null {
  const [first = '', second = '', third = '', fourth = ''] = values
  const item = { name: '', provider: '', version: '' }
  // Drivers: name, description, file, type, started, start mode, state …
  if (values.length >= 10 && /\.sys$/i.test(third)) {
    const detail = [values[5], values[6], third].join(', ')
    return { ...item, item: 'driver', id: first, name: second, detail }
  }
  // Services: shown name, name, state, start mode, type, program …
  if (values.length === 9 && /\.(?:exe|dll)\b/i.test(values[5] ?? '')) {
    const detail = [fourth, third, values[5]].join(', ')
    return { ...item, item: 'service', id: second, name: first, detail }
  }
  // Processes: name, program, id …
  if (values.length === 10 && /^\d+$/.test(third) && /^[^\\/:]+$/.test(first)) {
    return {
      ...item,
      item: 'process',
      id: first,
      version: known(values[7]),
      detail: `PID ${third}`,
    }
  }
  return null
}
