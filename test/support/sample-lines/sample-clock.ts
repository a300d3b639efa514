/** The machine's clock while a log is written: UTC underneath, printed in the zone of the system that writes. */
const FILETIME_OF_1970 = 116444736000000000n

export class SampleClock {
  #utc: number
  #offsetMinutes: number

  /** `start` as the zone prints it, `2023-06-26 08:02:32` or with `.mmm`. */
  constructor(start: string, offsetMinutes: number) {
    this.#offsetMinutes = offsetMinutes
    this.#utc = 0
    this.set(start)
  }

  get utc(): number {
    return this.#utc
  }

  get offsetMinutes(): number {
    return this.#offsetMinutes
  }

  /** Goes on at this printed time, forwards only unless the zone changes. */
  set(wall: string): void {
    const utc = Date.parse(`${wall.replace(' ', 'T')}Z`) - this.#offsetMinutes * 60_000
    if (Number.isNaN(utc)) throw new Error(`${wall} is no time.`)
    if (utc < this.#utc) throw new Error(`${wall} lies before ${this.stamp()}.`)
    this.#utc = utc
  }

  /** The zone in which the next lines are printed: WinPE has its own. */
  useZone(offsetMinutes: number): void {
    this.#offsetMinutes = offsetMinutes
  }

  wait(milliseconds: number): void {
    this.#utc += milliseconds
  }

  /** `2023-06-26 08:02:32` */
  stamp(): string {
    return this.#wall().slice(0, 19)
  }

  /** `2023-06-26 08:02:32.500` */
  stampWithMs(): string {
    return this.#wall()
  }

  /** `2023/06/26 08:02:32.500`, as setupapi writes it. */
  slashed(): string {
    return this.#wall().replaceAll('-', '/')
  }

  /** `08:02:32.500` */
  timeOfDay(): string {
    return this.#wall().slice(11)
  }

  /** `2023/6/26:00:02:32.500`, UTC without leading zeros of the date, as CSI writes it. */
  csi(): string {
    const text = new Date(this.#utc).toISOString()
    const [year, month, day] = text.slice(0, 10).split('-').map(Number)
    return `${year}/${month}/${day}:${text.slice(11, 23)}`
  }

  /** Name of a servicing session begun now: its FILETIME in two decimal halves. */
  sessionId(): string {
    const ticks = BigInt(this.#utc) * 10_000n + FILETIME_OF_1970 + 4_321n
    return `${ticks >> 32n}_${ticks & 0xffffffffn}`
  }

  #wall(): string {
    const text = new Date(this.#utc + this.#offsetMinutes * 60_000).toISOString()
    return `${text.slice(0, 10)} ${text.slice(11, 23)}`
  }
}
