/** Records of a binary log in full, asked for by their line. */
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { makeEventLog } from '../support/evtx/event-log.ts'
import { EngineBench } from './engine-bench.ts'
import { CBS_LINES, logText, looseLog } from './log-bundle.ts'

const bench = new EngineBench()
const { engine, listeners } = bench

const eventLog = makeEventLog(
  [1, 2, 3].map((id) => ({
    provider: id === 2 ? 'EventLog' : 'Sample',
    id: id === 2 ? 6005 : id,
    time: `2024-03-05T10:00:0${id}.000Z`,
    data: { Text: `value ${id}` },
  })),
)

beforeAll(async () => {
  const zip = zipSync({ 'logs/System.evtx': eventLog, 'logs/CBS.log': strToU8(logText(CBS_LINES)) })
  const files = [
    { path: 'PC-0231.zip', blob: new Blob([zip.slice()]) },
    { path: 'Setup.evtx', blob: new Blob([eventLog]) },
    looseLog('dism.log', CBS_LINES),
  ]
  await engine.open('x', files, listeners)
})
afterAll(() => bench.close())

test.each(['Setup.evtx', 'PC-0231.zip!/logs/System.evtx'])('of %s', async (path) => {
  const text = await engine.recordXml(path, 1)
  expect(text?.xml).toContain('<Data Name="Text">value 1</Data>')
  expect(text?.message).toBeNull()
  expect(await engine.recordXml(path, 2)).toMatchObject({
    message: { en: 'The event log service started.', zh: '事件日志服务已启动。' },
  })
  expect((await engine.recordXml(path, 3))?.xml).toContain('<EventRecordID>3</EventRecordID>')
})

test('a line that is no record, a log without any, a path of nothing', async () => {
  expect(await engine.recordXml('Setup.evtx', 0)).toBeNull()
  expect(await engine.recordXml('dism.log', 1)).toBeNull()
  expect(await engine.recordXml('PC-0231.zip!/logs/CBS.log', 1)).toBeNull()
  expect(await engine.recordXml('missing.evtx', 1)).toBeNull()
})

test('lines of an event log are filtered and found like others', async () => {
  const path = 'Setup.evtx'
  expect((await engine.lines(path, 1, 9)).map(({ text }) => text)).toEqual([
    '2024-03-05 10:00:01.000 Information Sample 1: Text=value 1',
    '2024-03-05 10:00:02.000 Information EventLog 6005: The event log service started.',
    '2024-03-05 10:00:03.000 Information Sample 3: Text=value 3',
  ])
  expect([...(await engine.filter(path, { level: 0, text: 'VALUE' })).lines]).toEqual([1, 3])
  const { hits } = await engine.search('value 3', 10)
  expect(hits.map(({ line }) => line)).toContain(3)
})
