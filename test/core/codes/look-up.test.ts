import { describe, expect, it } from 'vitest'

import { formatCode } from '../../../src/core/codes/code-value.ts'
import { lookUp } from '../../../src/core/codes/look-up.ts'

describe('lookUp', () => {
  it.each(
    [
      [0x800703f1, 'win32', 'ERROR_BADDB'],
      [0x3f1, 'win32', 'ERROR_BADDB'],
      [13, 'win32', 'ERROR_INVALID_DATA'],
      [0x8007045b, 'win32', 'ERROR_SHUTDOWN_IN_PROGRESS'],
      [0x80070005, 'win32', 'ERROR_ACCESS_DENIED'],
      [0x80072ee7, 'win32', 'ERROR_WINHTTP_NAME_NOT_RESOLVED'],
      [0, 'win32', 'ERROR_SUCCESS'],
      [0xc1900101, 'mosetup', 'MOSETUP_E_SETUP_PLATFORM'],
      [0xc19001df, 'mosetup', 'MOSETUP_E_DISK_FULL'],
      [0xc1900212, 'mosetup', 'MOSETUP_E_DOWNLOAD_UNPACK_DISKSPACE_MULTIARCH_BLOCK'],
      [0x800f081f, 'cbs', 'CBS_E_SOURCE_MISSING'],
      [0x800f0988, 'cbs', 'PSFX_E_INVALID_DELTA_COMBINATION'],
      [0x000f0801, 'cbs', 'CBS_S_BUSY'],
      [0x800f0000, 'spapi', 'SPAPI_E_EXPECTED_SECTION_NAME'],
      [0x800f0247, 'spapi', 'SPAPI_E_DRIVER_STORE_ADD_FAILED'],
      [0x800f1000, 'spapi', 'SPAPI_E_ERROR_NOT_INSTALLED'],
      [0xe0000247, 'spapi', 'SPAPI_E_DRIVER_STORE_ADD_FAILED'],
      [0xe000020b, 'spapi', 'SPAPI_E_NO_SUCH_DEVINST'],
      [0x80240022, 'windows-update', 'WU_E_ALL_UPDATES_FAILED'],
      [0x80246007, 'windows-update', 'WU_E_DM_NOTDOWNLOADED'],
      [0x8024200d, 'windows-update', 'WU_E_UH_NEEDANOTHERDOWNLOAD'],
      [0x00240005, 'windows-update', 'WU_S_REBOOT_REQUIRED'],
      [0x80004005, 'hresult', 'E_FAIL'],
      [0x800b0109, 'hresult', 'CERT_E_UNTRUSTEDROOT'],
      [0x80190193, 'hresult', 'BG_E_HTTP_ERROR_403'],
      [0x80d05001, 'hresult', 'DO_E_HTTP_BLOCKSIZE_MISMATCH'],
      [0xc0000005, 'ntstatus', 'STATUS_ACCESS_VIOLATION'],
      [0xd0000034, 'ntstatus', 'STATUS_OBJECT_NAME_NOT_FOUND'],
      [0x80000003, 'ntstatus', 'STATUS_BREAKPOINT'],
      [0xc0090001, 'hresult', 'ERROR_AUDITING_DISABLED'],
      [0x1000007e, 'bugcheck', 'SYSTEM_THREAD_EXCEPTION_NOT_HANDLED_M'],
      [0xe06d7363, 'unknown', null],
    ].map(([value, family, name]) => ({
      hex: formatCode(Number(value)),
      value: Number(value),
      family,
      name,
    })),
  )('$hex is $name', ({ value, family, name }) => {
    expect(lookUp(value)).toMatchObject({ family, name })
  })

  it('gives one canonical number to 0x800703F1, 0x3F1 and 1009', () => {
    for (const value of [0x800703f1, 0x3f1, 1009]) {
      const found = lookUp(value)
      expect(found.canonical).toBe(0x800703f1)
      expect(found.text?.en).toContain('registry')
    }
  })

  it('keeps the value as given beside the canonical one', () => {
    expect(lookUp(0xe0000247)).toMatchObject({
      value: 0xe0000247,
      hex: '0xE0000247',
      canonical: 0x800f0247,
    })
    expect(lookUp(-2146498529)).toMatchObject({ hex: '0x800F081F', name: 'CBS_E_SOURCE_MISSING' })
  })

  it('gives the other names that logs print', () => {
    expect(lookUp(0x80070005).aliases).toEqual(['E_ACCESSDENIED'])
    expect(lookUp(0x800f0825).aliases).toEqual(['CBS_E_CANNOT_UNINSTALL'])
  })

  it('is plain data', () => {
    expect(structuredClone(lookUp(0x800f0922))).toEqual(lookUp(0x800f0922))
  })
})

describe('traps', () => {
  it('0xC1900107 is a clean-up pending, not STATUS_SOME_NOT_MAPPED, even where a line says status', () => {
    for (const family of [undefined, 'ntstatus', 'hresult', 'win32'] as const) {
      const found = lookUp(0xc1900107, family === undefined ? {} : { family })
      expect(found.family).toBe('mosetup')
      expect(found.name).toBe('MOSETUP_E_CLEANUP_PENDING')
    }
  })

  it('an unknown 0xC190nnnn stays with setup, without a name', () => {
    expect(lookUp(0xc19009ff)).toMatchObject({ family: 'mosetup', name: null, text: null })
  })

  it('0x8030000C of audit.exe is not a performance log error', () => {
    for (const source of [undefined, 'audit', 'setup'] as const) {
      const found = lookUp(0x8030000c, source === undefined ? {} : { source })
      expect(found.family).toBe('setup')
      expect(found.name).toBeNull()
      expect(found.text?.en).toContain('configuration pass')
    }
  })

  it('0x80300002 is PLA for all but setup', () => {
    expect(lookUp(0x80300002).name).toBe('PLA_E_DCS_NOT_FOUND')
    expect(lookUp(0x80300002, { source: 'audit' })).toMatchObject({ family: 'setup', name: null })
  })

  it('image codes are not statuses', () => {
    expect(lookUp(0xc1420127)).toMatchObject({ family: 'wim', name: null })
    expect(lookUp(0xc1420127).text).not.toBeNull()
  })

  it('small numbers follow the hint', () => {
    expect(lookUp(0x7e).name).toBe('ERROR_MOD_NOT_FOUND')
    expect(lookUp(0x7e, { family: 'bugcheck' }).name).toBe('SYSTEM_THREAD_EXCEPTION_NOT_HANDLED')
    expect(lookUp(0x7e, { family: 'bugcheck' }).canonical).toBe(0x7e)
    expect(lookUp(0xa, { family: 'bugcheck' }).name).toBe('IRQL_NOT_LESS_OR_EQUAL')
    expect(lookUp(43, { family: 'cm-prob' }).name).toBe('CM_PROB_FAILED_POST_START')
    expect(lookUp(0x103, { family: 'ntstatus' }).name).toBe('STATUS_PENDING')
    expect(lookUp(0, { family: 'ntstatus' })).toMatchObject({ name: 'STATUS_SUCCESS' })
    expect(lookUp(1, { family: 'hresult' }).name).toBe('S_FALSE')
  })

  it('an extend code is a phase and an operation', () => {
    expect(lookUp(0x40017, { family: 'extend' })).toMatchObject({
      family: 'extend',
      hex: '0x40017',
      name: 'SP_EXECUTION_OOBE_BOOT / SP_EXECUTION_OP_BOOT',
    })
  })
})
