/** How samples of setupact.log are written: the padding of a real line around a message. */
import type { Sample } from '../format.ts'

type Fields = NonNullable<Sample['signals']>

export const STAMP = '2023-05-23 00:28:33'
const LEVELS = { info: 'Info', warning: 'Warning', error: 'Error' } as const

/** A stamped line of that level and component ('' = none), padded to the columns of a real log. */
export function line(
  level: keyof typeof LEVELS,
  component: string,
  message: string,
  ...signals: Fields
): Sample {
  return {
    text: `${STAMP}, ${LEVELS[level].padEnd(22)}${component.padEnd(7)}${message}`,
    time: `${STAMP}.000`,
    level,
    ...(component !== '' && { component }),
    signals,
  }
}
