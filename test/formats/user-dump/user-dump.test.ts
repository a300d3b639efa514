import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { userDumpBytes, type MadeUserDump } from '../../support/dumps/user-dump.ts'
import { parseBytes } from '../../support/parse-bytes.ts'

const CRASH: MadeUserDump = {
  atSeconds: Date.UTC(2023, 2, 14, 1, 20, 30) / 1000,
  createdSeconds: Date.UTC(2023, 2, 14, 1, 19, 2) / 1000,
  build: 17763,
  exception: { code: 0xc0000005, address: 0x7ff6_1000_2345n, parameters: [0n, 0x18n] },
  modules: [
    {
      path: 'C:\\$WINDOWS.~BT\\Sources\\SetupHost.exe',
      base: 0x7ff6_1000_0000n,
      size: 0x60000,
      version: [10, 0, 19041, 844],
    },
    {
      path: 'C:\\Windows\\System32\\ntdll.dll',
      base: 0x7ffa_0000_0000n,
      size: 0x1f0000,
      version: [10, 0, 17763, 3406],
    },
  ],
}

// The contract runner cuts and changes this file.
test('the fixture is what the writer makes', () => {
  const path = fileURLToPath(new URL('setup-host.mdmp', import.meta.url))
  expect(new Uint8Array(readFileSync(path))).toEqual(userDumpBytes(CRASH))
})

test('exception, process, modules and times are read', async () => {
  const { file } = await parseBytes(userDumpBytes(CRASH))
  expect(file.format).toBe('user-dump')
  expect(file.problems).toEqual([])
  expect(file.rendered).toEqual([
    'Exception 0xC0000005 STATUS_ACCESS_VIOLATION in SetupHost.exe at SetupHost+0x2345',
    'Time of the dump: 2023-03-14 01:20:30 UTC',
    'Start of the process: 2023-03-14 01:19:02 UTC',
    'Windows build 17763 (x64)',
    'Parameter 1: 0x0',
    'Parameter 2: 0x18',
    'Loaded modules: 2',
    '  0x00007ff610000000 – 0x00007ff610060000  SetupHost.exe  10.0.19041.844',
    '  0x00007ffa00000000 – 0x00007ffa001f0000  ntdll.dll  10.0.17763.3406',
  ])
  expect(file.signals[0]).toMatchObject({
    kind: 'crash.dump',
    dumpKind: 'user',
    bugCheck: 0xc0000005,
    at: Date.UTC(2023, 2, 14, 1, 20, 30),
    process: 'SetupHost.exe',
    modules: ['SetupHost.exe', 'ntdll.dll'],
  })
})

test('a dump that is cut says where', async () => {
  const bytes = userDumpBytes(CRASH)
  const { file } = await parseBytes(bytes.subarray(0, bytes.length - 200))
  expect(file.problems.map(({ code }) => code)).toContain('truncated')
  expect(file.rendered?.[0]).toContain('0xC0000005')
})
