/** Lines of CBS.log for samples, all of one moment. */
import type { Sample } from '../format.ts'

type Fields = NonNullable<Sample['signals']>

/** A line of the CBS component in the padding of a real log. */
export function line(
  message: string,
  level: 'Info' | 'Error' | 'Warning' = 'Info',
  component = 'CBS',
): string {
  return `2022-10-10 15:33:51, ${`${level}`.padEnd(22)}${component.padEnd(7)}${message}`
}

export function info(message: string, ...signals: Fields): Sample {
  return {
    text: line(message),
    time: '2022-10-10 15:33:51.000',
    level: 'info',
    component: 'CBS',
    signals,
  }
}

export function error(message: string, ...signals: Fields): Sample {
  return {
    text: line(message, 'Error'),
    time: '2022-10-10 15:33:51.000',
    level: 'error',
    component: 'CBS',
    signals,
  }
}
