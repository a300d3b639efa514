/** Binary XML in all its tokens, as tree, as data and as text again. */
import { describe, expect, test } from 'vitest'

import type { Fragment } from '../../support/evtx/chunk-writer.ts'
import { makeEventLog } from '../../support/evtx/event-log.ts'
import { readLog, recordText, walkLog } from '../../support/evtx/read-log.ts'
import { array, none, text, uint32 } from '../../support/evtx/value-bytes.ts'
import { element, hole } from '../../support/evtx/xml-source.ts'

const TIME = '2024-03-05T10:20:30.400Z'

function logOf(fragment: Fragment): Uint8Array {
  return makeEventLog([{ provider: 'Sample', id: 7, time: TIME, fragment }])
}

/** The XML behind System, without the blanks between elements. */
async function bodyOf(bytes: Uint8Array): Promise<string> {
  const xml = (await recordText(bytes, 1))?.xml ?? ''
  return xml
    .slice(xml.indexOf('</System>') + '</System>'.length, xml.lastIndexOf('</Event>'))
    .replaceAll(/>\s+</g, '><')
    .trim()
}

async function dataOf(bytes: Uint8Array): Promise<readonly string[]> {
  const [record] = await walkLog(bytes)
  return (record?.event?.data ?? []).map(({ name, value }) => `${name}=${value}`)
}

test('the whole of a record', async () => {
  const bytes = makeEventLog([
    {
      provider: 'Microsoft-Windows-Servicing',
      id: 1,
      level: 0,
      time: TIME,
      channel: 'Setup',
      userData: 'CbsPackageInitiateChanges',
      data: { PackageIdentifier: 'KB5034441', Client: 'WindowsUpdateAgent' },
    },
  ])
  expect((await recordText(bytes, 1))?.xml).toBe(
    `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
  <System>
    <Provider Name="Microsoft-Windows-Servicing"/>
    <EventID>1</EventID>
    <Version>0</Version>
    <Level>0</Level>
    <Task>0</Task>
    <Opcode>0</Opcode>
    <Keywords>0x8000000000000000</Keywords>
    <TimeCreated SystemTime="2024-03-05T10:20:30.4000000Z"/>
    <EventRecordID>1</EventRecordID>
    <Correlation/>
    <Execution ProcessID="4" ThreadID="392"/>
    <Channel>Setup</Channel>
    <Computer>PC-0231</Computer>
    <Security UserID="S-1-5-18"/>
  </System>
  <UserData>
    <CbsPackageInitiateChanges xmlns="http://manifests.microsoft.com/win/2004/08/windows/setup_provider">
      <PackageIdentifier>KB5034441</PackageIdentifier>
      <Client>WindowsUpdateAgent</Client>
    </CbsPackageInitiateChanges>
  </UserData>
</Event>
`,
  )
})

describe('tokens', () => {
  test('CDATA, references to characters and entities, instructions', async () => {
    const bytes = logOf({
      template: 'tokens',
      xml: element('EventData', {}, [
        element('Data', { Name: 'A' }, ['x ', { entity: 'amp' }, ' ', { character: 0x4e2d }]),
        element('Data', { Name: 'B' }, [{ cdata: '<raw> ]]> & ' }, hole(0)]),
        { target: 'pi', instruction: 'some ?> text' },
        element('Data', { Name: 'C' }, [{ entity: 'unknown' }]),
      ]),
      values: [text('value')],
    })
    expect(await dataOf(bytes)).toEqual(['A=x & 中', 'B=<raw> ]]> & value', 'C=&unknown;'])
    expect(await bodyOf(bytes)).toBe(
      '<EventData><Data Name="A">x &amp; 中</Data>' +
        '<Data Name="B"><![CDATA[<raw> ]]]]><![CDATA[> & ]]>value</Data>' +
        '<?pi some ? > text?><Data Name="C">&amp;unknown;</Data></EventData>',
    )
  })

  test('attributes of words and values, elements inside elements', async () => {
    const bytes = logOf({
      template: 'attributes',
      xml: element('UserData', {}, [
        element('Report', { xmlns: 'urn:x', Of: 'setup', Code: hole(0) }, [
          element('Step', { Name: 'first' }, [element('Inner', {}, ['words ', hole(1), ' more'])]),
          element('Empty'),
        ]),
      ]),
      values: [uint32(5), text('in between')],
    })
    expect(await dataOf(bytes)).toEqual(['Of=setup', 'Code=5', 'Inner=words in between more'])
    expect(await bodyOf(bytes)).toBe(
      '<UserData><Report xmlns="urn:x" Of="setup" Code="5"><Step Name="first">' +
        '<Inner>words in between more</Inner></Step><Empty/></Report></UserData>',
    )
  })

  test('what is optional and not there is left out; its place stays', async () => {
    const bytes = logOf({
      template: 'optional',
      xml: element('EventData', {}, [
        element('Data', { Name: 'A', Extra: hole(0, 0x01, true) }, [hole(1, 0x01, true)]),
        element('Data', { Name: 'B' }, [hole(1)]),
        element('Data', { Name: 'C' }, [hole(2, 0x01, true)]),
        element('Data', { Name: 'D' }, [hole(9, 0x01)]),
      ]),
      values: [none, none, text('there')],
    })
    expect(await dataOf(bytes)).toEqual(['Extra=', 'A=', 'B=', 'C=there', 'D='])
    expect(await bodyOf(bytes)).toBe(
      '<EventData><Data Name="B"></Data><Data Name="C">there</Data><Data Name="D"></Data></EventData>',
    )
  })

  test('XML inside XML, with templates of its own', async () => {
    const inner: Fragment = {
      template: 'inner',
      xml: element('Inner', { Kind: 'deep' }, [hole(0)]),
      values: [text('found')],
    }
    const bytes = logOf({
      template: 'outer',
      xml: element('UserData', {}, [element('Outer', {}, [hole(0, 0x21)])]),
      values: [inner],
    })
    expect(await dataOf(bytes)).toEqual(['Kind=deep', 'Inner=found'])
    expect(await bodyOf(bytes)).toBe(
      '<UserData><Outer><Inner Kind="deep">found</Inner></Outer></UserData>',
    )
  })

  test('XML without a template, whose elements lack what they depend on', async () => {
    const bytes = logOf({
      template: null,
      xml: element('EventData', {}, [
        element('Data', { Name: 'A' }, ['forwarded']),
        element('Data', { Name: 'B' }, ['too']),
      ]),
      values: [],
    })
    expect(await dataOf(bytes)).toEqual(['A=forwarded', 'B=too'])
    expect(await bodyOf(bytes)).toBe(
      '<EventData><Data Name="A">forwarded</Data><Data Name="B">too</Data></EventData>',
    )
  })
})

test('a template is written once and read for every record of the chunk', async () => {
  const records = Array.from({ length: 3 }, (_, i) => ({
    provider: 'Sample',
    id: 7,
    time: TIME,
    data: { A: `value ${i}`, B: uint32(i) },
  }))
  const { rendered } = await readLog(makeEventLog(records))
  expect(rendered).toEqual(
    [0, 1, 2].map((i) => `2024-03-05 10:20:30.400 Information Sample 7: A=value ${i}; B=${i}`),
  )
})

test('a template of one id that says other things in another chunk is read there', async () => {
  const records = Array.from({ length: 4 }, (_, i) => ({
    provider: 'Sample',
    id: 7,
    time: TIME,
    data: { First: `${i}`, Other: 'same' },
  }))
  const bytes = makeEventLog(records, { perChunk: 2 })
  const second = 0x11000
  const put = (from: string, to: string): void => {
    const [old, changed] = [from, to].map((text) => Buffer.from(text, 'utf16le'))
    const at = Buffer.from(bytes.buffer).indexOf(old ?? '', second)
    bytes.set(changed ?? [], at)
  }
  put('Sample', 'Simple')
  put('First', 'Third')
  const { rendered } = await readLog(bytes)
  expect(rendered).toEqual([
    '2024-03-05 10:20:30.400 Information Sample 7: First=0; Other=same',
    '2024-03-05 10:20:30.400 Information Sample 7: First=1; Other=same',
    '2024-03-05 10:20:30.400 Information Simple 7: Third=2; Other=same',
    '2024-03-05 10:20:30.400 Information Simple 7: Third=3; Other=same',
  ])
})

test('an array in the middle of words is a list', async () => {
  const bytes = logOf({
    template: 'list',
    xml: element('EventData', {}, [element('Data', { Name: 'A' }, ['all: ', hole(0)])]),
    values: [array([uint32(1), uint32(2)], 0x08)],
  })
  expect(await bodyOf(bytes)).toBe('<EventData><Data Name="A">all: 1, 2</Data></EventData>')
})

test('XML that multiplies itself ends', async () => {
  const many = (
    values: readonly (Fragment | ReturnType<typeof text>)[],
    name: string,
  ): Fragment => ({
    template: name,
    xml: element(
      'M',
      {},
      Array.from({ length: 200 }, () => element('N', {}, [hole(0, 0x21)])),
    ),
    values,
  })
  const leaf = many([text('x'.repeat(500))], 'leaf')
  const bomb = many([many([many([leaf], 'c')], 'b')], 'a')
  const bytes = logOf(bomb)
  expect((await recordText(bytes, 1))?.xml.length).toBeLessThan(1 << 21)
  expect((await readLog(bytes)).rendered?.[0]?.length).toBeLessThanOrEqual(1200)
})

test('templates that lie over one another are not compiled again and again', async () => {
  const records = Array.from({ length: 60 }, (_, i) => ({
    provider: 'Sample',
    id: i,
    time: TIME,
    data: { A: 'x'.repeat(300) },
  }))
  const bytes = makeEventLog(records)
  const view = new DataView(bytes.buffer)
  const { table } = await readLog(bytes)
  // Every record names a place of its own for its template, each with a size up to the end of the chunk.
  for (let row = 1; row < table.length; row++) {
    const at = table.start[row] ?? 0
    view.setUint32(at + 34, 0x300 + row, true)
    view.setUint32(0x1000 + 0x300 + row + 20, 0xf000, true)
  }
  const { recordsBad } = await readLog(bytes)
  expect(recordsBad).toBeGreaterThan(0)
})
