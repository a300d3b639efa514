import { expect, test } from 'vitest'

import { resultCode } from '../../src/core/formats/result-code.ts'

test.each([
  ['Operation failed: x. Error: 0x80070570[gle=0x000000b7]', 0x80070570],
  ['failed. hr = 0x80070002', 0x80070002],
  ['Doqe: Failed staging driver updates [HRESULT = 0x800703f1 - ERROR_BADDB]', 0x800703f1],
  ['CSetupHost::Execute(433): Result = 0x800704C7', 0x800704c7],
  ['Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]', 0x8030000c],
  ['could not be opened (0x80070005)', 0x80070005],
  ['Failed to check OS architecture. 0x80000490[gle=0x00000002]', 0x80000490],
  ['Failed to import driver package into Driver Store. Error = 0x000003f1', 0x3f1],
  ['OpenExisting failed with error 80070490', 0x80070490],
  ['DismExecute failed HRESULT=80004005', 0x80004005],
  ['nothing but a stale one[gle=0x00000002]', 0],
  ['flags 0x00000001 at 0x7ffe7a9a7f69', 0],
  ['Error: 0x0', 0],
  ['', 0],
])('%s', (text, code) => {
  const bytes = new TextEncoder().encode(text)
  expect(resultCode(bytes, 0, bytes.length)).toBe(code)
})
