import { describe, expect, test } from 'vitest'

import { utcOfInput, wallInput } from '../../src/app/wall-input.ts'

const UTC = Date.UTC(2022, 9, 10, 7, 33, 51)

describe('a moment in a date-and-time field', () => {
  test('stands there as the chosen clock prints it, and comes back as it was', () => {
    expect(wallInput(UTC, 480)).toBe('2022-10-10T15:33:51')
    for (const offset of [480, -210, 0])
      expect(utcOfInput(wallInput(UTC, offset), offset)).toBe(UTC)
  })

  test('is nothing where there is none', () => {
    expect(wallInput(NaN, 480)).toBe('')
    expect(utcOfInput('', 0)).toBeNaN()
    expect(utcOfInput('yesterday', 0)).toBeNaN()
  })

  test('may lack seconds, as a field leaves them out where they are nought', () => {
    expect(utcOfInput('2022-10-10T15:33', 480)).toBe(Date.UTC(2022, 9, 10, 7, 33))
  })
})
