/** setupapi.dev.log: sections with a start, a body and an exit status. */
import type { SampleClock } from './sample-clock.ts'
import type { SeededRandom } from './seeded-random.ts'

export interface SetupapiSystem {
  /** `10.0.17763` */
  readonly version: string
}

export class SectionLog {
  readonly clock: SampleClock
  readonly random: SeededRandom
  #text: string

  constructor(clock: SampleClock, random: SeededRandom, system: SetupapiSystem) {
    this.clock = clock
    this.random = random
    this.#text = [
      '[Device Install Log]',
      `     OS Version = ${system.version}`,
      '     Service Pack = 0.0',
      '     Suite = 0x0100',
      '     ProductType = 1',
      '     Architecture = amd64',
      '',
      '[BeginLog]',
      '',
      '',
    ].join('\r\n')
  }

  /** The machine has started at this moment. */
  boot(): void {
    this.#text += `[Boot Session: ${this.clock.slashed()}]\r\n\r\n`
  }

  /** A section; `body` writes its lines and returns the exit status. */
  section(title: string, body: () => string): void {
    this.#text += `>>>  [${title}]\r\n>>>  Section start ${this.clock.slashed()}\r\n`
    const status = body()
    this.#text += `<<<  Section end ${this.clock.slashed()}\r\n<<<  [Exit status: ${status}]\r\n\r\n\r\n`
  }

  command(text: string): void {
    this.#text += `      cmd: ${text}\r\n`
  }

  /** A line of the body; five blanks a level, four of them taken by the marker. */
  line(tag: string, depth: number, text: string): void {
    this.#text += `${' '.repeat(5)}${tag}: ${' '.repeat(5 * depth)}${text}\r\n`
  }

  /** `{…} HH:MM:SS.mmm` */
  timed(tag: string, depth: number, text: string): void {
    this.line(tag, depth, `{${text}} ${this.clock.timeOfDay()}`)
  }

  warning(tag: string, depth: number, text: string): void {
    this.#text += `!    ${tag}: ${' '.repeat(5 * depth)}${text}\r\n`
  }

  error(tag: string, depth: number, text: string): void {
    this.#text += `!!!  ${tag}: ${' '.repeat(5 * depth)}${text}\r\n`
  }

  pause(most: number, least = 0): void {
    this.clock.wait(this.random.int(least, most))
  }

  text(): string {
    return this.#text
  }
}
