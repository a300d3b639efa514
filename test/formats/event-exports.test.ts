/** What fixtures of exported event logs would show badly: dates of many locales, and quotation marks that never end. */
import { describe, expect, test } from 'vitest'

import { LocalDates } from '../../src/core/formats/day-order.ts'
import { readExportTime } from '../../src/core/formats/event-log/export-date.ts'
import { levelOfWord } from '../../src/core/formats/event-log/level-words.ts'
import { valuesOfMessage } from '../../src/core/formats/event-log/message-values.ts'
import { fieldsOf } from '../../src/core/formats/event-log/quoted-record.ts'
import { RowFlag } from '../../src/core/model/event-table.ts'
import { formatWall } from '../../src/core/text/wall-time.ts'
import { parseBytes } from '../support/parse-bytes.ts'

describe('times as locales print them', () => {
  test.each([
    ['5/22/2024 8:30:12 AM', '2024-05-22 08:30:12'],
    ['5/22/2024 12:30:12 AM', '2024-05-22 00:30:12'],
    ['5/22/2024 12:30:12 PM', '2024-05-22 12:30:12'],
    ['22/05/2024 20:30:12', '2024-05-22 20:30:12'],
    ['22.05.2024 08:30:12', '2024-05-22 08:30:12'],
    ['22. 5. 2024 8:30:12', '2024-05-22 08:30:12'],
    ['22-05-2024 08:30:12', '2024-05-22 08:30:12'],
    ['2024-05-22 08:30:12', '2024-05-22 08:30:12'],
    ['2024/5/22 8:30:12', '2024-05-22 08:30:12'],
    ['2024/5/22 上午 8:30:12', '2024-05-22 08:30:12'],
    ['2024/5/22 下午 8:30:12', '2024-05-22 20:30:12'],
    ['2024-05-22 오후 8:30:12', '2024-05-22 20:30:12'],
    ['22.5.2024 8.30.12', '2024-05-22 08:30:12'],
    ['22/05/2024 08:30:12 p. m.', '2024-05-22 20:30:12'],
    ['\u200e5/\u200e22/\u200e2024 8:30:12\u202fPM', '2024-05-22 20:30:12'],
    ['22-May-24 8:30:12 AM', '2024-05-22 08:30:12'],
    ['22/5/2567 8:30:12', '2024-05-22 08:30:12'],
    ['2024-05-22T08:30:12.5000000', '2024-05-22 08:30:12.500'],
  ])('%s', (printed, wall) => {
    expect(formatWall(readExportTime(printed, new LocalDates()).wall)).toBe(wall)
  })

  test('with a Z it is UTC', () => {
    const { utc, wall } = readExportTime('2024-05-22T00:30:12.1230000Z', new LocalDates())
    expect([utc, wall]).toEqual([Date.UTC(2024, 4, 22, 0, 30, 12, 123), NaN])
  })

  test.each(['', 'None', '12', '5/22/2024', '99/99/2024 8:30:12', '8:30:12', 'x'.repeat(5000)])(
    'no time: %.20s',
    (printed) => {
      const { utc, wall } = readExportTime(printed, new LocalDates())
      expect([utc, wall]).toEqual([NaN, NaN])
    },
  )
})

test.each([
  ['Kritisch', 1],
  ['错误', 2],
  ['エラー', 2],
  ['Avertissement', 3],
  ['Сведения', 4],
  ['Information', 4],
  ['3', 3],
  ['', 4],
])('level %s', (word, level) => {
  expect(levelOfWord(word)).toBe(level)
})

describe('values out of messages', () => {
  const valuesOf = (provider: string, id: number, message: string): unknown =>
    Object.fromEntries(valuesOfMessage({ provider, id, message }).map((v) => [v.name, v.value]))

  test('a driver that failed to load', () => {
    const message =
      'Der Treiber \\Driver\\WudfRd für das Gerät SWD\\WPDBUSENUM\\{1a2b}#0000 konnte nicht geladen werden. Status: 0xC0000365'
    expect(valuesOf('Microsoft-Windows-Kernel-PnP', 219, message)).toEqual({
      DriverName: 'SWD\\WPDBUSENUM\\{1a2b}#0000',
      FailureName: '\\Driver\\WudfRd',
      Status: '0xC0000365',
    })
  })

  test('ranks and versions of a configured device are no problem', () => {
    const message =
      'Device USB\\VID_0BDA&PID_8153\\000001 was configured.\n\nDriver Name: oem3.inf\nDriver Rank: 0xFF0000'
    expect(valuesOf('Kernel-PnP', 400, message)).toEqual({
      DeviceInstanceId: 'USB\\VID_0BDA&PID_8153\\000001',
      DriverName: 'oem3.inf',
    })
  })

  test('a package and what it was to become', () => {
    const message =
      'Package KB5037771 failed to be changed to the Installed state. Status: 0x800f0831.'
    expect(valuesOf('Microsoft-Windows-Servicing', 3, message)).toEqual({
      PackageIdentifier: 'KB5037771',
      IntendedPackageState: 'Installed',
      ErrorCode: '0x800f0831',
    })
  })
})

test.each([
  ['a,b,c', ['a', 'b', 'c']],
  ['"a,1","b ""x""",', ['a,1', 'b "x"', '']],
  ['a,"b" c,d', ['a', 'b" c,d']],
  ['"open, and never', ['open, and never']],
])('fields of %s', (text, fields) => {
  expect(fieldsOf(text, ',')).toEqual(fields)
})

describe('a quotation mark that never ends', () => {
  const row = (minute: number, message: string): string =>
    `Information,5/22/2024 8:${String(minute).padStart(2, '0')}:12 AM,EventLog,6005,None,${message}`

  test("costs Event Viewer's export one record", async () => {
    const lines = [
      'Level,Date and Time,Source,Event ID,Task Category',
      row(1, 'one'),
      row(2, '"two'),
      ...Array.from({ length: 40 }, (_, i) => row(i + 3, 'more')),
    ]
    const { file } = await parseBytes(new TextEncoder().encode(`${lines.join('\r\n')}\r\n`))
    expect(file.format).toBe('event-csv')
    expect(ownTimes(file.table)).toHaveLength(42)
    expect(file.problems.map(({ code, at }) => `${code} ${at}`)).toEqual(['damaged line 4'])
  })

  test("costs PowerShell's a bounded number of lines", async () => {
    const event = '"6005","EventLog","5/22/2024 8:01:12 AM","one"'
    const lines = [
      '"Id","ProviderName","TimeCreated","Message"',
      event,
      '"6005","EventLog","5/22/2024 8:02:12 AM","never',
      ...Array.from({ length: 3000 }, () => event.replace('one"', 'one" and')),
      ...Array.from({ length: 10 }, () => event),
    ]
    const { file } = await parseBytes(new TextEncoder().encode(`${lines.join('\n')}\n`))
    expect(file.table.length).toBeGreaterThan(4)
    expect(file.problems.map(({ code }) => code)).toEqual(['damaged'])
  })
})

function ownTimes({
  time,
  flags,
}: {
  readonly time: Float64Array
  readonly flags: Uint8Array
}): readonly number[] {
  return Array.from(time).filter((_, row) => ((flags[row] ?? 0) & RowFlag.TimeCarried) === 0)
}
