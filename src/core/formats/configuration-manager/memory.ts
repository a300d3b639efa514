/** What logs of Configuration Manager and the Deployment Toolkit remember from line to line. */
import { UpdateNames } from '../windows-update/update-names.ts'

export interface DeploymentMemory {
  /** Name of the task sequence; '' = not printed yet. */
  sequence: string
  /** The step whose failure is being told, and the line of it; '' = none. Its code comes with the next line. */
  failing: string
  failingLine: number
  readonly updates: UpdateNames
  /** The first code of an update that failed since the installation began; 0 = none. */
  updateFailure: number
}

export function newDeploymentMemory(): DeploymentMemory {
  return { sequence: '', failing: '', failingLine: 0, updates: new UpdateNames(), updateFailure: 0 }
}

/** Source of a pattern for what ends the text of a record: its tail, or the line. */
export const TEXT_END = String.raw`\s*(?:\]LOG\]!>|\$\$<|$)`

/** A number as these logs print results: decimal, signed or not, or `0x…`. Unsigned 32 bit. */
export function codeOfText(text: string): number {
  const value = Number(text)
  return Number.isInteger(value) ? value >>> 0 : 0
}
