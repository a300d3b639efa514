import { describe, expect, test } from 'vitest'

import { arrangeRows, type FileRow } from '../../../src/ui/files/file-rows.ts'
import { treeCommand, TypeAhead } from '../../../src/ui/files/tree-keys.ts'
import { buildFileTree } from '../../../src/ui/files/file-tree.ts'
import { bundle, failed, file } from './small-bundle.ts'

const tree = buildFileTree(
  bundle(
    [file('a/CBS.log'), file('a/dism.log'), file('b/setupact.log'), file('setuperr.log')],
    [failed('x.rar')],
  ),
)

function rowsWith(closed: readonly string[]): readonly FileRow[] {
  const arrangement = {
    sort: 'name',
    descending: false,
    isFlat: false,
    text: '',
    onlyErrors: false,
    onlyProblems: false,
  } as const
  const words = { format: () => '', encoding: () => '' }
  return arrangeRows(tree, arrangement, ({ id }) => !closed.includes(id), words).rows
}

/** 0 a, 1 CBS, 2 dism, 3 b (closed), 4 setuperr, 5 x.rar */
const rows = rowsWith(['b/'])

function pressed(key: string, at: number, details: string | null = null): string | null {
  const command = treeCommand(key, { rows, at, page: 3, details })
  if (command === null) return null
  if (command.kind === 'move') return `to ${command.to}`
  const name = command.row.node.name
  return command.kind === 'details'
    ? `details of ${name} ${command.isOpen ? 'on' : 'off'}`
    : `${command.kind} ${name}`
}

describe('keys', () => {
  test.each([
    ['ArrowDown', 0, 'to 1'],
    ['ArrowDown', 5, 'to 5'],
    ['ArrowUp', 0, 'to 0'],
    ['PageDown', 1, 'to 4'],
    ['PageUp', 2, 'to 0'],
    ['Home', 4, 'to 0'],
    ['End', 0, 'to 5'],
    ['ArrowRight', 3, 'open b'],
    ['ArrowRight', 0, 'to 1'],
    ['ArrowRight', 1, 'details of CBS.log on'],
    ['ArrowLeft', 0, 'close a'],
    ['ArrowLeft', 2, 'to 0'],
    ['ArrowLeft', 3, null],
    ['Enter', 0, 'close a'],
    ['Enter', 3, 'open b'],
    ['Enter', 2, 'show dism.log'],
    ['Enter', 5, 'details of x.rar on'],
    [' ', 4, 'details of setuperr.log on'],
    ['*', 0, 'open-siblings a'],
    ['Tab', 0, null],
  ])('%s on row %d: %s', (key, at, expected) => {
    expect(pressed(key, at)).toBe(expected)
  })

  test('the arrow back closes details before it leaves the row', () => {
    expect(pressed('ArrowLeft', 1, 'a/CBS.log')).toBe('details of CBS.log off')
    expect(pressed('ArrowRight', 1, 'a/CBS.log')).toBeNull()
    expect(pressed(' ', 1, 'a/CBS.log')).toBe('details of CBS.log off')
  })

  test('an empty list has no keys', () => {
    expect(treeCommand('End', { rows: [], at: 0, page: 3, details: null })).toBeNull()
  })
})

describe('letters', () => {
  test('go to the next name that begins with them, and around', () => {
    const ahead = new TypeAhead()
    expect(ahead.find('d', rows, 0, 0)).toBe(2)
    expect(ahead.find('a', rows, 2, 5000)).toBe(0)
  })

  test('typed at once are one word, and the same one again goes on', () => {
    const ahead = new TypeAhead()
    expect(ahead.find('s', rows, 0, 0)).toBe(4)
    expect(ahead.find('e', rows, 4, 200)).toBe(4)
    expect(ahead.isTyping(300)).toBe(true)
    expect(ahead.isTyping(2000)).toBe(false)
    ahead.forget()
    expect(ahead.isTyping(300)).toBe(false)
    const open = rowsWith([])
    const again = new TypeAhead()
    expect(again.find('s', open, 0, 0)).toBe(4)
    expect(again.find('s', open, 4, 200)).toBe(5)
    expect(again.find('s', open, 5, 400)).toBe(4)
  })

  test('that begin no name move nothing', () => {
    expect(new TypeAhead().find('q', rows, 0, 0)).toBe(-1)
  })
})
