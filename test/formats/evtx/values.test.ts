/** Every type of value, in the line, as data and in the XML. */
import { describe, expect, test } from 'vitest'

import { makeEventLog } from '../../support/evtx/event-log.ts'
import { readLog, recordText, walkLog } from '../../support/evtx/read-log.ts'
import * as values from '../../support/evtx/value-bytes.ts'

const TIME = '2024-03-05T10:20:30.400Z'
const GUID = '{9c205a39-1250-487d-abd7-e831c6290539}'

function logOf(value: values.Value): Uint8Array {
  return makeEventLog([{ provider: 'Sample', id: 7, time: TIME, data: { V: value } }])
}

const PRINTED: readonly (readonly [string, values.Value, string])[] = [
  ['nothing', values.none, ''],
  ['text', values.text('a text, 中文'), 'a text, 中文'],
  ['text with its NUL', values.text('a text\0'), 'a text'],
  ['text of an old provider', values.ansi('plain'), 'plain'],
  ['signed byte', values.int8(-5), '-5'],
  ['byte', values.uint8(250), '250'],
  ['signed 16 bits', values.int16(-300), '-300'],
  ['16 bits', values.uint16(65535), '65535'],
  ['signed 32 bits', values.int32(-70000), '-70000'],
  ['32 bits', values.uint32(4294967295), '4294967295'],
  ['signed 64 bits', values.int64(-(2n ** 60n)), '-1152921504606846976'],
  ['64 bits', values.uint64(2n ** 64n - 1n), '18446744073709551615'],
  ['64 bits, few of them used', values.uint64(12n), '12'],
  ['float', values.real32(1.5), '1.5'],
  ['double', values.real64(-0.125), '-0.125'],
  ['true in four bytes', values.bool(true), 'true'],
  ['false in four bytes', values.bool(false), 'false'],
  ['true in one byte', values.bool(true, 1), 'true'],
  ['GUID', values.guid(GUID), GUID],
  ['size', values.size64(0x1234n), '0x1234'],
  ['FILETIME', values.fileTime(Date.parse(TIME), 1234), '2024-03-05T10:20:30.4001234Z'],
  [
    'FILETIME of no date',
    { type: 0x11, bytes: new Uint8Array(8).fill(0xff) },
    '0xffffffffffffffff',
  ],
  ['SYSTEMTIME', values.systemTime(Date.parse(TIME)), '2024-03-05T10:20:30.400Z'],
  ['SID', values.sid('S-1-5-21-1004336348-1177238915-500'), 'S-1-5-21-1004336348-1177238915-500'],
  ['hexadecimal 32 bits', values.hex32(0xc0000365), '0xc0000365'],
  ['hexadecimal 64 bits', values.hex64(0x8000000000000010n), '0x8000000000000010'],
  ['hexadecimal nought', values.hex64(0n), '0x0'],
  ['handle', values.handle32(0xabc), '0xabc'],
  ['a type of no name', { type: 0x7e, bytes: Uint8Array.of(1, 0xab) }, '01AB'],
  ['fewer bytes than the type has', { type: 0x08, bytes: Uint8Array.of(1, 2) }, '0102'],
]

describe.each(PRINTED)('%s', (_, value, printed) => {
  test('as data, in the line and in XML', async () => {
    const bytes = logOf(value)
    const [record] = await walkLog(bytes)
    expect(record?.event?.data).toEqual([{ name: 'V', value: printed }])
    const { rendered } = await readLog(bytes)
    expect(rendered).toEqual([`2024-03-05 10:20:30.400 Information Sample 7: V=${printed}`])
    const text = await recordText(bytes, 1)
    expect(text?.xml).toContain(`<Data Name="V">${printed}</Data>`)
  })
})

test('bytes are data and XML, and are left out of the line', async () => {
  const bytes = logOf(values.binary(Uint8Array.of(0, 0x1f, 0xff)))
  const [record] = await walkLog(bytes)
  expect(record?.event?.data).toEqual([{ name: 'V', value: '001FFF' }])
  expect((await readLog(bytes)).rendered?.[0]).toMatch(/Sample 7: $/)
  expect((await recordText(bytes, 1))?.xml).toContain('>001FFF<')
})

describe('arrays', () => {
  const lists: readonly (readonly [string, values.Value, readonly string[]])[] = [
    [
      'texts, some of them empty',
      values.array(['', 'b', '', 'd'].map(values.text), 0x01),
      ['', 'b', '', 'd'],
    ],
    ['texts of old providers', values.array(['a', 'b'].map(values.ansi), 0x02), ['a', 'b']],
    ['numbers', values.array([1, 2, 3].map(values.uint16), 0x06), ['1', '2', '3']],
    ['GUIDs', values.array([values.guid(GUID), values.guid(GUID)], 0x0f), [GUID, GUID]],
    ['truths', values.array([values.bool(true), values.bool(false)], 0x0d), ['true', 'false']],
    ['nothing', { type: 0x81, bytes: new Uint8Array(0) }, ['']],
  ]
  test.each(lists)('%s', async (_, value, items) => {
    const bytes = makeEventLog([{ provider: 'Sample', id: 7, time: TIME, data: { '': value } }])
    const [record] = await walkLog(bytes)
    expect(record?.event?.data).toEqual(items.map((item) => ({ name: '', value: item })))
    const xml = (await recordText(bytes, 1))?.xml ?? ''
    const printed = [...xml.matchAll(/<Data>(.*?)<\/Data>/g)].map(([, item]) => item)
    expect(printed).toEqual(items)
  })
})

test('what would break a line or the markup does neither', async () => {
  const bytes = logOf(values.text('a\r\nb\u2028<c> & "d" \u0001'))
  const { rendered } = await readLog(bytes)
  expect(rendered?.[0]).toBe('2024-03-05 10:20:30.400 Information Sample 7: V=a  b <c> & "d"  ')
  expect((await recordText(bytes, 1))?.xml).toContain(
    '>a\r\nb\u2028&lt;c&gt; &amp; "d" \ufffd</Data>',
  )
})

test('a long value and a long record are cut in the line, and whole in XML', async () => {
  const long = 'x'.repeat(3000)
  const data = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`V${i}`, long]))
  const bytes = makeEventLog([{ provider: 'Sample', id: 7, time: TIME, data }])
  const line = (await readLog(bytes)).rendered?.[0] ?? ''
  expect(line.length).toBeLessThanOrEqual(1200)
  expect(line).toMatch(/V0=x{239}…; V1=x{239}…/)
  const [record] = await walkLog(bytes)
  expect(record?.event?.data.map(({ value }) => value.length)).toEqual(Array(8).fill(2048))
  expect((await recordText(bytes, 1))?.xml.match(/x{3000}/g)).toHaveLength(8)
})

test('half of a pair of units is no character', async () => {
  const bytes = logOf(values.text('a\ud83d b\ud83d\ude00'))
  expect((await readLog(bytes)).rendered?.[0]).toMatch(/V=a\ufffd b\u{1f600}$/u)
})
