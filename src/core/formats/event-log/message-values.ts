/**
 * Values of a record whose export holds its message alone: what stands in it whatever the language, under the names that the
 * record's own values have. Paths of devices, names of INFs, codes, stamps in UTC, and titles behind the second colon.
 * Order of values in the messages: the providers' manifests as listed by https://github.com/nasbench/EVTX-ETW-Resources
 */
import { MOST_TEXT, type EventRecord, type EventValue } from './record.ts'

const STAMP = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g
/** `PCI\VEN_8086&DEV_1533\3&11583659&0&C8`: in capitals, as no other path is. */
const DEVICE = /\b[A-Z][A-Z0-9_]{1,20}\\[^\\\s]{1,200}\\[^\s,;]{1,200}/
const DRIVER = /\\Driver\\[^\s,.;]{1,64}/
const INF = /[\w.-]{1,120}\.inf\b/i
const CODE = /\b0x[0-9a-f]{1,8}\b/gi
const PACKAGE = /\b(?:Package_\S{1,200}~\S{1,60}|KB\d{6,8})\b/i
/** English alone names the state in a way that can be told from its sentence. */
const STATE = /\bto the ([A-Z]\w{1,20}(?: [A-Z]\w{1,20})?) state\b/
/** `Installation Failure: Windows failed to install the following update with error 0x…: Title`. */
const TITLE = /^[^:：]{1,80}[:：]\s?[^:：]{1,200}[:：]\s{0,4}(.+)/

/** What stands behind the second colon of a sentence about an update; '' = nothing. */
export function titleIn(message: string): string {
  const title = TITLE.exec(message.slice(0, MOST_TEXT))?.[1] ?? ''
  return title.trim().replace(/[.。]$/, '')
}

/** For a record without values; [] where its message has none that are looked for. */
export function valuesOfMessage({
  provider,
  id,
  message,
}: Pick<EventRecord, 'provider' | 'id' | 'message'>): readonly EventValue[] {
  const text = message.replaceAll(/[\u200e\u200f]/g, '').slice(0, MOST_TEXT)
  const name = provider.toLowerCase().replace(/^microsoft-windows-/, '')
  return named(valuesFor(name, id, text))
}

type Values = Readonly<Record<string, string | undefined>>

function valuesFor(provider: string, id: number, text: string): Values {
  switch (provider) {
    case 'kernel-general': {
      const [first, second] = text.match(STAMP) ?? []
      return id === 1 ? { NewTime: first, OldTime: second } : { StartTime: first, StopTime: first }
    }
    case 'kernel-pnp':
      return deviceValues(id, text)
    case 'userpnp':
      return {
        DeviceInstanceID: DEVICE.exec(text)?.[0],
        DriverName: INF.exec(text)?.[0],
        InstallStatus: text.match(CODE)?.at(-1),
      }
    case 'windowsupdateclient':
      return { updateTitle: titleIn(text), errorCode: text.match(CODE)?.[0] }
    case 'servicing':
      return {
        PackageIdentifier: PACKAGE.exec(text)?.[0],
        IntendedPackageState: STATE.exec(text)?.[1],
        ErrorCode: text.match(CODE)?.[0],
      }
    default:
      return {}
  }
}

function deviceValues(id: number, text: string): Values {
  const device = DEVICE.exec(text)?.[0]
  const codes = text.match(CODE) ?? []
  if (id === 219)
    return { DriverName: device, FailureName: DRIVER.exec(text)?.[0], Status: codes.at(-1) }
  const values = { DeviceInstanceId: device, DriverName: INF.exec(text)?.[0] }
  // Only the message of a problem ends with its number and status; those of others have ranks and versions.
  return id === 411 ? { ...values, Problem: codes.at(-2), Status: codes.at(-1) } : values
}

/** An absent value keeps its name, so that no other is taken for it by its place. */
function named(values: Values): readonly EventValue[] {
  return Object.entries(values).map(([name, value = '']) => ({ name, value }))
}
