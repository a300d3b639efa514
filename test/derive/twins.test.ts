/** Files that say the same twice: -1 = tells something of its own, else the file that it repeats. */
import { expect, test } from 'vitest'

import { makeDumpHeader } from '../support/dump-bytes.ts'
import { stamped, storyOf, type Texts } from '../support/story-from-text.ts'

const ACT = stamped(`
  2023-06-26 08:02:01 SP begins
  2023-06-26 08:05:01 ! SP Operation failed: Save config data. Error: 0x80070005[gle=0x00000005]
  2023-06-26 08:09:01 SP ends`)
const ERR = stamped(
  '2023-06-26 08:05:01 ! SP Operation failed: Save config data. Error: 0x80070005[gle=0x00000005]',
)

/** `path -> path` of each repeated file. */
async function twins(texts: Texts): Promise<readonly string[]> {
  const { files, twinOf } = await storyOf(texts)
  return twinOf.flatMap((twin, index) =>
    twin < 0 ? [] : [`${files[index]?.path} -> ${files[twin]?.path}`],
  )
}

test('setuperr.log repeats the errors of the setupact.log beside it', async () => {
  expect(await twins({ 'Panther/setupact.log': ACT, 'Panther/setuperr.log': ERR })).toEqual([
    'Panther/setuperr.log -> Panther/setupact.log',
  ])
})

test('its place in the bundle does not matter', async () => {
  expect(await twins({ 'a/SETUPERR.LOG': ERR, 'a/SetupAct.log': ACT })).toEqual([
    'a/SETUPERR.LOG -> a/SetupAct.log',
  ])
})

test('beside a setupact.log of another run it counts', async () => {
  const later = ERR.replaceAll('2023-06-26', '2023-07-02')
  expect(await twins({ 'setupact.log': ACT, 'setuperr.log': later })).toEqual([])
})

test('in another folder it counts', async () => {
  expect(await twins({ 'a/setupact.log': ACT, 'b/setuperr.log': ERR })).toEqual([])
})

test('a copy in another folder', async () => {
  expect(await twins({ 'a/setupact.log': ACT, 'copy of a/setupact.log': ACT })).toEqual([
    'copy of a/setupact.log -> a/setupact.log',
  ])
})

test('as long, but of another minute: no copy', async () => {
  const other = ACT.replaceAll('08:09', '08:10')
  expect(await twins({ 'a/setupact.log': ACT, 'b/setupact.log': other })).toEqual([])
})

test('what is told twice is found once', async () => {
  const texts = {
    'Panther/setupact.log': `${stamped('2023-06-26 08:01:00 MOUPG Setup phase change: [SetupPhaseUnknown] -> [SetupPhaseUnpack]')}${ACT}`,
    'Panther/setuperr.log': ERR,
  }
  const { attempts } = await storyOf(texts)
  expect(attempts.map(({ operations }) => operations.length)).toEqual([1])
})

test('two dumps of one size are two, a copy of one is none', async () => {
  const dump = (hour: number): Uint8Array =>
    makeDumpHeader({
      bugCheck: 0xa,
      parameters: [],
      systemTimeUtcMs: Date.UTC(2023, 2, 14, hour),
      uptimeMs: null,
      build: 19041,
      architecture: 'x64',
      kind: 4,
    })
  expect(await twins({ 'a.dmp': dump(1), 'b.dmp': dump(2), 'copy of b.dmp': dump(2) })).toEqual([
    'copy of b.dmp -> b.dmp',
  ])
})
