/** setupact.log, setuperr.log, CBS.log: one grammar of stamped lines, written line by line. */
import type { SampleClock } from './sample-clock.ts'
import type { SeededRandom } from './seeded-random.ts'

export type SampleLevel = 'Info' | 'Warning' | 'Error'

interface Line {
  readonly level: SampleLevel
  text: string
}

export class StampedLog {
  readonly clock: SampleClock
  readonly random: SeededRandom
  readonly #lines: Line[] = []
  #csiSequence = 0

  constructor(clock: SampleClock, random: SeededRandom) {
    this.clock = clock
    this.random = random
  }

  info(component: string, message: string): void {
    this.write('Info', component, message)
  }

  warning(component: string, message: string): void {
    this.write('Warning', component, message)
  }

  error(component: string, message: string): void {
    this.write('Error', component, message)
  }

  /** Level and component padded to the columns of the real logs. */
  write(level: SampleLevel, component: string, message: string): void {
    this.#put(level, `${level.padEnd(22)}${component.padEnd(7)}${message}`)
  }

  /** With the message id between level and component: `Info       [0x0601c1] IBS    …`. */
  writeWithId(level: SampleLevel, id: string, component: string, message: string): void {
    this.#put(level, `${level.padEnd(11)}[${id}] ${component.padEnd(7)}${message}`)
  }

  /** Several messages of one component within the same moment. */
  infos(component: string, messages: readonly string[]): void {
    for (const message of messages) this.info(component, message)
  }

  /** A line of its own that belongs to the record above and has no stamp. */
  continuation(text: string): void {
    const last = this.#lines.at(-1)
    if (last === undefined) throw new Error('A continuation needs a line above it.')
    last.text += `\r\n${text}`
  }

  /** A line of CSI with its running number. */
  csi(message: string): void {
    this.info('CSI', `${this.#nextCsi()} ${message}`)
  }

  /** A line of CSI that shows UTC beside the local stamp. */
  csiWithUtc(message: string): void {
    this.info('CSI', `${this.#nextCsi()}@${this.clock.csi()} ${message}`)
  }

  /** A new process counts CSI's lines from one. */
  restartCsi(): void {
    this.#csiSequence = 0
  }

  /** Lets up to `most` milliseconds pass. */
  pause(most: number, least = 0): void {
    this.clock.wait(this.random.int(least, most))
  }

  text(): string {
    return this.#lines.map((line) => `${line.text}\r\n`).join('')
  }

  /** What setuperr.log holds: the records of level Error with their continuations. */
  errorText(): string {
    return this.#lines
      .filter((line) => line.level === 'Error')
      .map((line) => `${line.text}\r\n`)
      .join('')
  }

  #nextCsi(): string {
    this.#csiSequence++
    return this.#csiSequence.toString(16).padStart(8, '0')
  }

  #put(level: SampleLevel, rest: string): void {
    this.#lines.push({ level, text: `${this.clock.stamp()}, ${rest}` })
  }
}
