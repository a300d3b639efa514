/** Passwords of an answer file, planted in everything a bundle may hold of it, come out nowhere. */
import { expect, test } from 'vitest'

import type { Entry } from '../../../src/core/bundle/entry.ts'
import { parseEntry } from '../../../src/core/formats/parse-entry.ts'
import { formats } from '../../../src/core/formats/index.ts'
import { analyzeBundle } from '../../../src/core/pipeline/analyze.ts'
import { readFileLines } from '../../../src/core/pipeline/file-lines.ts'
import { filterRecords } from '../../../src/core/pipeline/filter-records.ts'
import { findText } from '../../../src/core/pipeline/find-text.ts'
import { parseOne, unpackText } from '../../../src/core/pipeline/parse-one.ts'
import { inGb18030 } from '../../support/legacy-bytes.ts'
import { utf16 } from '../../support/parse-bytes.ts'

const SECRET = 'Tr0ub4dor'
const KEY = 'AAAAA-BBBBB-CCCCC-DDDDD-EEEE3'
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const ANSWER_FILE = `<?xml version="1.0" encoding="utf-8"?>
<unattend xmlns="urn:schemas-microsoft-com:unattend">
 <settings pass="oobeSystem">
  <component name="Microsoft-Windows-Shell-Setup" processorArchitecture="amd64">
   <ProductKey>${KEY}</ProductKey>
   <AutoLogon><Password><Value>${SECRET}</Value><PlainText>true</PlainText></Password></AutoLogon>
   <UserAccounts>
    <AdministratorPassword>
     <Value>
      ${SECRET}
     </Value>
    </AdministratorPassword>
    <LocalAccounts><LocalAccount><Name>user</Name><Password><Value>${btoa(SECRET)}</Value></Password></LocalAccount></LocalAccounts>
   </UserAccounts>
   <FirstLogonCommands>
    <SynchronousCommand><Order>1</Order><CommandLine>cmd /c net user backup "${SECRET} 2" /add</CommandLine></SynchronousCommand>
   </FirstLogonCommands>
  </component>
  <component name="Microsoft-Windows-UnattendedJoin">
   <Identification><Credentials><Domain>d</Domain><Username>u</Username><Password>${SECRET}</Password></Credentials></Identification>
   <!-- 密码 <Password>${SECRET}</Password> -->
  </component>
 </settings>
</unattend>
`

const REGISTRY = `Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon]\r\n"DefaultUserName"="user"\r\n"DefaultPassword"="${SECRET}"\r\n`

const TRANSCRIPT = `*** Will now execute command «net user».\r\nPS> New-LocalUser -Name user -Password (ConvertTo-SecureString '${SECRET}' -AsPlainText)\r\n$password = "${SECRET}"\r\n`

const LOG = `2024-01-02 03:04:05, Info                         [oobeldr.exe] Parsing unattend file
2024-01-02 03:04:05, Error                        [windeploy.exe] [Action Queue] : Command Line = cmd / arguments = /c net user user ${SECRET} /add / pass = specialize / manifest path = x
2024-01-02 03:04:06, Info                  IBS    Validated ProductKey: [${KEY}]
`

const FILES: Readonly<Record<string, Uint8Array>> = {
  'unattend.xml': encode(ANSWER_FILE),
  'utf16/Unattend.xml': utf16(ANSWER_FILE, 'le', true),
  'big/autounattend.xml': utf16(ANSWER_FILE, 'be', false),
  'gb/unattend.xml': inGb18030(ANSWER_FILE),
  'cut/unattend.xml': encode(ANSWER_FILE.slice(0, ANSWER_FILE.indexOf(SECRET) + SECRET.length)),
  'winlogon.reg': utf16(REGISTRY, 'le', true),
  'Specialize.log': encode(TRANSCRIPT),
  'Panther/UnattendGC/setupact.log': encode(LOG),
}

const entryOf = (path: string): Entry => {
  const blob = new Blob([(FILES[path] ?? new Uint8Array(0)).slice()])
  return {
    path,
    bytes: blob.size,
    packedBytes: blob.size,
    source: { how: 'blob', blob },
  }
}

/** In letters, in base64, and as a part of either. */
function leak(text: string): string | undefined {
  const forms = [SECRET, btoa(SECRET), KEY, SECRET.slice(0, 6), SECRET.slice(-6)]
  return forms.find((form) => text.toLowerCase().includes(form.toLowerCase()))
}

test('the planted words are there', () => {
  for (const [path, bytes] of Object.entries(FILES)) {
    const text = new TextDecoder('latin1').decode(bytes).replaceAll('\0', '')
    expect(leak(text), path).toBeDefined()
  }
})

test.each(Object.keys(FILES))(
  '%s gives none to the viewer, the search and the filter',
  async (path) => {
    const { file, text } = await parseOne(entryOf(path))
    if (file === null) throw new Error(`${path} was not read`)
    const lines = await readFileLines(file, text, 1, file.lines)
    expect(leak(lines.join('\n'))).toBeUndefined()
    for (const wanted of [SECRET, KEY, btoa(SECRET)]) {
      for await (const hit of findText(file, text, wanted, () => false)) expect(hit).toBeNull()
      const filter = { level: 0, text: wanted }
      expect((await filterRecords(file, text, filter, () => false)).lines).toHaveLength(0)
    }
    expect(leak(JSON.stringify({ ...file, table: file.table.components }))).toBeUndefined()
  },
)

test.each(Object.keys(FILES))('%s is the same when it is unpacked again', async (path) => {
  const { text } = await parseOne(entryOf(path))
  const again = await unpackText(entryOf(path))
  expect(await again?.text()).toBe(await text?.text())
})

test.each(Object.keys(FILES))(
  '%s keeps them under any encoding that a person chooses',
  async (path) => {
    for (const encodingOverride of [
      'utf-8',
      'utf-16le',
      'utf-16be',
      'gb18030',
      'ibm437',
    ] as const) {
      const { source } = entryOf(path)
      if (source.how !== 'blob') throw new Error('a blob was made')
      const { file, text } = await parseEntry({
        path,
        bytes: source.blob.size,
        chunks: source.blob.stream(),
        blob: source.blob,
        signatures: [],
        formats,
        encodingOverride,
      })
      const lines = await readFileLines(file, text, 1, file.lines)
      expect(leak(lines.join('\n').replaceAll('\0', '')), encodingOverride).toBeUndefined()
    }
  },
)

test('no analysis holds one', async () => {
  const dropped = Object.entries(FILES).map(([path, bytes]) => ({
    path,
    blob: new Blob([bytes.slice()]),
  }))
  const { analysis } = await analyzeBundle(dropped)
  expect(analysis.entries).toHaveLength(Object.keys(FILES).length)
  expect(leak(JSON.stringify(analysis))).toBeUndefined()
})
