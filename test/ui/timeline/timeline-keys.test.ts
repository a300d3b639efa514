import { describe, expect, it } from 'vitest'
import { commandOf } from '../../../src/ui/timeline/timeline-keys.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey', boolean>> = {}) =>
  commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('keys of the timeline', () => {
  it('moves by arrows and by letters alike', () => {
    expect(press('ArrowLeft')).toEqual(press('a'))
    expect(press('ArrowRight')).toEqual(press('D'))
    expect(press('ArrowUp')).toEqual(press('+'))
    expect(press('s')).toEqual(press('-'))
  })

  it('leaves the browser its own', () => {
    expect(press('a', { ctrlKey: true })).toBeNull()
    expect(press('Tab')).toBeNull()
    expect(press('F5')).toBeNull()
  })

  it('walks by brackets', () => {
    expect(press(']')).toEqual({ kind: 'step', by: 1 })
    expect(press('[')).toEqual({ kind: 'step', by: -1 })
  })
})
