import { expect, test } from 'vitest'

import { splitText } from '../../src/app/terms.ts'

/** One line per part, so that a cut is read at a glance. */
const drawn = (text: string) => splitText(text).map((part) => `${part.kind}: ${part.text}`)

test('codes, extend codes, states and words of the field are told apart', () => {
  expect(
    drawn('The SafeOS phase ended 0xC1900101 - 0x40017 in CbsExecuteStateStageDrivers.'),
  ).toEqual([
    'plain: The ',
    'term: SafeOS',
    'plain:  phase ended ',
    'code: 0xC1900101',
    'plain:  - ',
    'extend: 0x40017',
    'plain:  in ',
    'state: CbsExecuteStateStageDrivers',
    'plain: .',
  ])
})

test('Chinese terms stand without spaces around them', () => {
  expect(drawn('升级在第二次启动时回滚')).toEqual([
    'plain: 升级在',
    'term: 第二次启动',
    'plain: 时回滚',
  ])
})

test('a term inside a longer Latin word is no term', () => {
  expect(drawn('CBSession and CsiTool')).toEqual(['plain: CBSession and CsiTool'])
})

test('a number of another length is no code', () => {
  expect(drawn('0x800703F12 and 0x3f1')).toEqual(['plain: 0x800703F12 and 0x3f1'])
})

test('nothing of the text is lost', () => {
  const text = 'DRIVERS hive refused: 0x800703f1 (ERROR_BADDB), 应答文件 unattend.xml'
  expect(
    splitText(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
