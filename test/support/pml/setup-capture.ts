/** A small capture of a setup that is refused a file: an event of every kind, on 64-bit and 32-bit Windows. */
import { utf16, u32 } from './bytes.ts'
import * as details from './details.ts'
import { writeLog, type MadeEvent, type MadeProcess } from './write-log.ts'

const at = (second: number): string => new Date(Date.UTC(2024, 2, 5, 10, 0, second)).toISOString()

export const PROCESSES: readonly MadeProcess[] = [
  { pid: 100, parentPid: 4, name: 'explorer.exe', started: at(-900) },
  { pid: 2000, parentPid: 100, name: 'Setup.exe', started: at(0), commandLine: 'D:\\Setup.exe' },
  { pid: 2100, parentPid: 2000, name: 'SetupPrep.exe', started: at(1) },
  { pid: 2200, parentPid: 2100, name: 'SetupHost.exe', started: at(2), ended: at(20) },
  { pid: 2300, parentPid: 2200, name: 'DismHost.exe', started: at(3) },
  { pid: 2400, parentPid: 2200, name: 'mighost.exe', started: at(4) },
]

export const DRIVER_FILE = 'C:\\Windows\\System32\\drivers\\sample.sys'
const KEY = 'HKLM\\System\\CurrentControlSet\\Services\\Sample'

export function captureEvents(is64: boolean): readonly MadeEvent[] {
  const pointer = is64 ? 8 : 4
  const frames = [0x7ff610002345n, 0x7ff610005678n].map((one) => (is64 ? one : one & 0xffffffffn))
  const host = { process: 3, frames }
  return [
    {
      process: 2,
      eventClass: 1,
      operation: 1,
      time: at(2),
      ticks: 1234,
      detail: details.processCreate(2200, 'D:\\Sources\\SetupHost.exe', 'SetupHost.exe /Install'),
    },
    {
      ...host,
      eventClass: 1,
      operation: 7,
      time: at(2),
      ticks: 2345,
      detail: details.processStart(2100, 'SetupHost.exe /Install', 'D:\\Sources', [
        'OS=Windows_NT',
        'TEMP=C:\\Temp',
      ]),
    },
    {
      ...host,
      eventClass: 1,
      operation: 5,
      time: at(3),
      detail: details.loadImage(pointer, 'C:\\Windows\\System32\\驱动.dll', 0x7ff0000n),
    },
    { ...host, eventClass: 1, operation: 3, time: at(3), detail: u32(777) },
    {
      ...host,
      eventClass: 3,
      operation: 20,
      time: at(4),
      result: 0xc0000034,
      detail: details.createFile(pointer, 'C:\\Windows\\INF\\missing.inf'),
    },
    {
      ...host,
      eventClass: 3,
      operation: 20,
      time: at(5),
      duration: 1234,
      detail: details.createFile(pointer, DRIVER_FILE, {
        access: 0x80000000,
        disposition: 3,
        allocation: 4096,
      }),
      extra: u32(1),
    },
    {
      ...host,
      eventClass: 3,
      operation: 23,
      time: at(5),
      detail: details.transfer(pointer, DRIVER_FILE, { flags: 0x60043, offset: 65_536n }),
      extra: u32(32_768),
      gap: 24,
    },
    {
      process: 4,
      eventClass: 3,
      operation: 24,
      time: at(6),
      result: 0xc0000022,
      detail: details.transfer(pointer, DRIVER_FILE.toUpperCase(), { length: 512 }),
    },
    {
      ...host,
      eventClass: 3,
      operation: 26,
      time: at(6),
      detail: details.setDisposition(pointer, DRIVER_FILE),
    },
    {
      ...host,
      eventClass: 3,
      operation: 19,
      time: at(6),
      result: 0x12a,
      detail: details.mapping(pointer, DRIVER_FILE),
    },
    {
      ...host,
      eventClass: 3,
      operation: 32,
      time: at(7),
      detail: details.queryDirectory(pointer, 'C:\\Windows\\INF', '*.inf'),
      extra: details.nameList(['a.inf', 'b.inf']),
    },
    {
      ...host,
      eventClass: 3,
      operation: 33,
      time: at(7),
      result: 0x103,
      detail: details.control(pointer, 'C:\\', 0x90018),
    },
    {
      ...host,
      eventClass: 2,
      operation: 0,
      time: at(8),
      detail: details.openKey(KEY, 0x2000000),
      extra: join2(u32(0x20019), u32(2)),
    },
    {
      ...host,
      eventClass: 2,
      operation: 5,
      time: at(8),
      detail: details.queryValue(`${KEY}\\Start`, 144),
      extra: details.partialValue(4, u32(3)),
    },
    {
      ...host,
      eventClass: 2,
      operation: 5,
      time: at(8),
      result: 0xc0000034,
      detail: details.queryValue(`${KEY}\\Group`, 1440),
    },
    {
      ...host,
      eventClass: 2,
      operation: 7,
      time: at(8),
      detail: details.enumKey(KEY, 1234),
      extra: details.basicKey('Parameters'),
    },
    {
      ...host,
      eventClass: 2,
      operation: 4,
      time: at(9),
      detail: details.setValue(`${KEY}\\ImagePath`, 2, utf16('drivers\\sample.sys\0')),
    },
    { ...host, eventClass: 2, operation: 2, time: at(9), detail: details.closeKey(KEY) },
    {
      ...host,
      eventClass: 5,
      operation: 5,
      time: at(10),
      detail: details.connection(['192.0.2.1', 50000], ['192.0.2.7', 443]),
    },
    { ...host, eventClass: 4, operation: 0, time: at(11), detail: new Uint8Array(16) },
    {
      ...host,
      eventClass: 1,
      operation: 2,
      time: at(20),
      detail: details.processExit(0xc0000005),
    },
  ]
}

function join2(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from([...a, ...b])
}

export function setupCapture(is64 = true): Uint8Array {
  return writeLog({ is64, processes: PROCESSES, events: captureEvents(is64) })
}
