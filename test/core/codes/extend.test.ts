import { describe, expect, it } from 'vitest'

import { explainExtend, extendCode, formatExtend } from '../../../src/core/codes/extend.ts'
import { explainPair } from '../../../src/core/codes/pairs.ts'

describe('explainExtend', () => {
  it('0x40017: second boot, starting the system', () => {
    expect(explainExtend(0x40017)).toMatchObject({
      phaseDigit: 4,
      phase: 'SP_EXECUTION_OOBE_BOOT',
      operationNumber: 0x17,
      operation: 'SP_EXECUTION_OP_BOOT',
    })
    expect(explainExtend(0x40017).phaseText.en).toContain('Second boot')
    expect(explainExtend(0x40017).phaseText.zh).toContain('第二次启动')
    expect(explainExtend(0x40017).caution).toBeUndefined()
  })

  it('0x2000C: SafeOS, applying the image', () => {
    expect(explainExtend(0x2000c)).toMatchObject({
      phase: 'SP_EXECUTION_SAFE_OS',
      operation: 'SP_EXECUTION_OP_APPLY_IMAGE',
    })
    expect(extendCode(2, 12)).toBe(0x2000c)
  })

  it('0x50015: the phase digit 5 is told with its doubt', () => {
    const meaning = explainExtend(0x50015)
    expect(meaning.phase).toBe('SP_EXECUTION_UNINSTALL')
    expect(meaning.operation).toBe('SP_EXECUTION_OP_CREATE_FILE')
    expect(meaning.caution?.en).toContain('1607')
    expect(meaning.caution?.zh).toContain('1607')
  })

  it.each([
    [0x07, 'INSTALL_DRVIERS'],
    [0x0d, 'MIGRATE_DATA'],
    [0x18, 'SYSPREP'],
    [0x1e, 'PRE_OOBE'],
    [0x20, 'ADD_PROVISIONING_PACKAGE'],
  ])('operation %i is %s', (number, name) => {
    expect(explainExtend(0x30000 | number).operation).toBe(`SP_EXECUTION_OP_${name}`)
  })

  it('says that it does not know', () => {
    expect(explainExtend(0x60000)).toMatchObject({
      phase: null,
      operation: 'SP_EXECUTION_OP_UNKNOWN',
    })
    expect(explainExtend(0x60000).caution).toBeDefined()
    expect(explainExtend(0x40099)).toMatchObject({ operation: null })
  })

  it('formatExtend does not pad', () => {
    expect(formatExtend(0x40017)).toBe('0x40017')
    expect(formatExtend(0x2000c)).toBe('0x2000C')
  })
})

describe('explainPair', () => {
  it('knows the pair of a bug check in the second boot', () => {
    const pair = explainPair(0xc1900101, 0x40017)
    expect(pair?.cause.en).toContain('driver')
    expect(pair?.advice.zh).toContain('setupmem.dmp')
  })

  it('takes any spelling of the result', () => {
    expect(explainPair(0x70, 0x50011)).toEqual(explainPair(0x80070070, 0x50012))
    expect(explainPair(0x80070070, 0x50011)).not.toBeNull()
  })

  it('is null for what is not known', () => {
    expect(explainPair(0xc1900101, 0x30017)).toBeNull()
    expect(explainPair(0x800703f1, 0x40017)).toBeNull()
  })
})
