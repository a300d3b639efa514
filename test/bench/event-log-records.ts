/** A System log as a machine of a few months has it: mostly services, hives and filters, some updates, errors and restarts. */
import type { LogRecord } from '../support/evtx/event-log.ts'
import * as values from '../support/evtx/value-bytes.ts'
import type { SeededRandom } from '../support/sample-lines/seeded-random.ts'

const FIRST = Date.UTC(2024, 0, 2, 8)
/** Mean time between two records, ms. */
const APART = 90_000

type Make = (random: SeededRandom, at: number) => Omit<LogRecord, 'time'>

/** With how many of a hundred records each is one. */
const KINDS: readonly (readonly [number, Make])[] = [
  [
    38,
    (random) => ({
      provider: 'Service Control Manager',
      id: 7036,
      data: {
        param1: random.pick([
          'Windows Update',
          'Background Intelligent Transfer Service',
          'Spooler',
        ]),
        param2: random.pick(['running', 'stopped']),
        Binary: values.binary(values.utf16('wuauserv/4', true)),
      },
    }),
  ],
  [
    20,
    (random) => ({
      provider: 'Microsoft-Windows-Kernel-General',
      id: 16,
      data: {
        HiveNameLength: values.uint16(61),
        HiveName: `\\??\\C:\\Windows\\System32\\config\\SAMPLE${random.int(0, 99)}`,
        KeysUpdated: values.uint32(random.int(0, 900)),
        DirtyPages: values.uint32(random.int(0, 90)),
      },
    }),
  ],
  [
    10,
    (_random, at) => ({
      provider: 'Microsoft-Windows-FilterManager',
      id: 6,
      data: {
        FinalStatus: values.hex32(0),
        DeviceVersionMajor: values.uint32(10),
        DeviceVersionMinor: values.uint32(0),
        DeviceNameLength: values.uint16(9),
        DeviceName: 'wcifs',
        DeviceTime: values.fileTime(at),
      },
    }),
  ],
  [
    8,
    (random) => ({
      provider: 'Microsoft-Windows-DNS-Client',
      id: 1014,
      level: 3,
      data: {
        QueryName: `host-${random.int(1, 99)}.example.test`,
        AddressLength: values.uint32(128),
        Address: values.binary(new Uint8Array(128)),
      },
    }),
  ],
  [
    6,
    (random) => ({
      provider: 'Microsoft-Windows-WindowsUpdateClient',
      id: random.pick([19, 43, 44]),
      data: {
        updateTitle: `2024-0${random.int(1, 9)} Cumulative Update (KB50${random.int(10000, 99999)})`,
        updateGuid: values.guid('{12345678-9abc-def0-1234-56789abcdef0}'),
        updateRevisionNumber: values.uint32(200),
        serviceGuid: values.guid('{9482f4b4-e343-43b6-b170-9a65bc822c77}'),
      },
    }),
  ],
  [
    6,
    (random) => ({
      provider: 'Microsoft-Windows-DistributedCOM',
      id: 10016,
      level: 3,
      data: Object.fromEntries(
        ['application-specific', 'Local', 'Activation', '{2593F8B9-4EAF-457C-B68A-50F6B8EA6B54}']
          .concat(['{15C20B67-12E7-4BB6-92BB-7AFF07997402}', 'NT AUTHORITY', 'SYSTEM', 'S-1-5-18'])
          .concat(['LocalHost (Using LRPC)', `Unavailable ${random.int(0, 9)}`])
          .map((value, i) => [`param${i + 1}`, value]),
      ),
    }),
  ],
  [
    5,
    (_random, at) => ({
      provider: 'Microsoft-Windows-Kernel-General',
      id: 1,
      data: {
        NewTime: values.fileTime(at),
        OldTime: values.fileTime(at - 3),
        Reason: values.uint32(1),
      },
    }),
  ],
  [
    4,
    (random) => ({
      provider: 'Microsoft-Windows-Kernel-PnP',
      id: random.pick([410, 219]),
      data: {
        DeviceInstanceId: `USB\\VID_0${random.int(100, 999)}&PID_0001\\5&1`,
        DriverName: 'usb.inf',
        ClassGuid: values.guid('{36fc9e60-c465-11cf-8056-444553540000}'),
        ServiceName: 'usbhub3',
        LowerFilters: '',
        UpperFilters: '',
        Problem: values.uint32(0),
        Status: values.hex32(0),
      },
    }),
  ],
  [
    2,
    (_random, at) => ({
      provider: 'Microsoft-Windows-Kernel-General',
      id: 12,
      data: { BuildVersion: values.uint32(19045), StartTime: values.fileTime(at - 400) },
    }),
  ],
  [
    1,
    () => ({
      provider: 'Service Control Manager',
      id: 7000,
      level: 2,
      data: { param1: 'Sample Service', param2: '%%2147942402' },
    }),
  ],
]

export function systemRecords(random: SeededRandom, count: number): readonly LogRecord[] {
  const makes = KINDS.flatMap(([weight, make]) => Array.from({ length: weight }, () => make))
  let at = FIRST
  return Array.from({ length: count }, () => {
    at += random.int(1, 2 * APART)
    return { ...random.pick(makes)(random, at), time: new Date(at).toISOString() }
  })
}
