/** Secrets are masked whatever they stand in, and nothing else is. Every planted one is spelled `s3cr`. */
import { describe, expect, test } from 'vitest'

import { maskSecrets } from '../../../src/core/text/secrets/mask-secrets.ts'
import { suggestsSecrets, type Secretive } from '../../../src/core/text/secrets/secret-hints.ts'
import { findSecretWords } from '../../../src/core/text/secrets/secret-words.ts'
import { inChunks, seeded } from '../../support/parse-bytes.ts'

async function mask(
  text: string,
  chunkBytes = 64 * 1024,
  secretive: Secretive = 'document',
): Promise<string> {
  const decoder = new TextDecoder()
  let made = ''
  const chunks = inChunks(new TextEncoder().encode(text), chunkBytes)
  for await (const bytes of maskSecrets(chunks, secretive)) {
    made += decoder.decode(bytes, { stream: true })
  }
  return made + decoder.decode()
}

const M = '********'

describe('what is masked', () => {
  const cases: readonly (readonly [text: string, masked: string])[] = [
    // Elements
    ['<Password><Value>s3cr</Value><PlainText>true</PlainText></Password>', `<Password><Value>${M}</Value><PlainText>true</PlainText></Password>`],
    ['<Password>\r\n  <Value>\r\n    s3cr&amp;\r\n  </Value>\r\n</Password>', `<Password>\r\n  <Value>\r\n    ${M}\r\n  </Value>\r\n</Password>`],
    ['<AdministratorPassword><PlainText>false</PlainText><Value>czNjcg==</Value></AdministratorPassword>x', `<AdministratorPassword><PlainText>false</PlainText><Value>${M}</Value></AdministratorPassword>x`],
    ['<Credentials><Username>u</Username><Password>s3cr é</Password></Credentials>', `<Credentials><Username>u</Username><Password>${M}</Password></Credentials>`],
    ['<u:MachinePassword xmlns:u="x"\n a="b">s3cr</u:MachinePassword>', `<u:MachinePassword xmlns:u="x"\n a="b">${M}</u:MachinePassword>`],
    ['<Password><![CDATA[s3cr<Value>]]></Password><a>b</a>', `<Password>${M}</Password><a>b</a>`],
    ['<Password>a<s3cr</Password>', `<Password>${M}</Password>`],
    ['<Password><Value/></Password><a>b</a>', '<Password><Value/></Password><a>b</a>'],
    ['<Password/><a>b</a>', '<Password/><a>b</a>'],
    ['<ProductKey><Key>AAAAA-BBBBB-CCCCC-DDDDD-EEEE3</Key><WillShowUI>OnError</WillShowUI></ProductKey>', `<ProductKey><Key>${M}</Key><WillShowUI>OnError</WillShowUI></ProductKey>`],
    ['<ProductKey>s3cr</ProductKey>', `<ProductKey>${M}</ProductKey>`],
    ['<Provisioning><AccountData>s3cr\ns3cr==</AccountData></Provisioning>', `<Provisioning><AccountData>${M}\n${M}</AccountData></Provisioning>`],
    ['<keyMaterial>s3cr</keyMaterial>', `<keyMaterial>${M}</keyMaterial>`],
    ['&lt;Password&gt;&lt;Value&gt;s3cr&lt;/Value&gt;&lt;/Password&gt; text', `&lt;Password&gt;&lt;Value&gt;${M}&lt;/Value&gt;&lt;/Password&gt; text`],
    ['<Password>*SENSITIVE*DATA*DELETED*</Password>', '<Password>*SENSITIVE*DATA*DELETED*</Password>'],
    ['<Password><Value>s3cr', `<Password><Value>${M}`],
    // Attributes and pairs
    ['<User Name="u" Password="s3cr" Group="g"/>', `<User Name="u" Password="${M}" Group="g"/>`],
    ["<User AdminPassword = 's3cr' />", `<User AdminPassword = '${M}' />`],
    ['<Property Name="AdminPassword" Value="s3cr"/><a>b</a>', `<Property Name="AdminPassword" Value="${M}"/><a>b</a>`],
    ['<variable name="OSDLocalAdminPassword" property="x">s3cr</variable><a>b</a>', `<variable name="OSDLocalAdminPassword" property="x">${M}</variable><a>b</a>`],
    ['<Name>UserPassword</Name>\n<Value>s3cr</Value><a>b</a>', `<Name>UserPassword</Name>\n<Value>${M}</Value><a>b</a>`],
    // Registry
    ['"DefaultPassword"="s3cr"\r\n"DefaultUserName"="user"', `"DefaultPassword"="${M}"\r\n"DefaultUserName"="user"`],
    ['"AltDefaultPassword"="a\\"s3cr"\r\n', `"AltDefaultPassword"="${M}"\r\n`],
    ['"DefaultPassword"=hex(1):73,33,\\\r\n  63,72,00,\\\r\n  00\r\n"A"="b"', `"DefaultPassword"=${M}\r\n  ${M}\r\n  ${M}\r\n"A"="b"`],
    ['"DigitalProductId"=hex:a4,00,\\\n  00,01\n"A"=dword:1', `"DigitalProductId"=${M}\n  ${M}\n"A"=dword:1`],
    ['reg add "HKLM\\x" /v DefaultPassword /t REG_SZ /d s3cr /f', `reg add "HKLM\\x" /v DefaultPassword /t REG_SZ /d ${M} /f`],
    ['reg.exe add HKLM\\x /d "s3cr s3cr" /v DefaultPassword', `reg.exe add HKLM\\x /d "${M}" /v DefaultPassword`],
    // What is piped, called, and set without a mark
    ["$p = 's3cr' | ConvertTo-SecureString -AsPlainText -Force", `$p = '${M}' | ConvertTo-SecureString -AsPlainText -Force`],
    ["([adsi]'WinNT://./admin').SetPassword('s3cr')", `([adsi]'WinNT://./admin').SetPassword('${M}')`],
    ['wmic x call setpassword s3cr', `wmic x call setpassword ${M}`],
    ['Set-ItemProperty $p DefaultPassword s3cr', `Set-ItemProperty $p DefaultPassword ${M}`],
    // Commands
    ['net user admin s3cr /add', `net user admin ${M} /add`],
    ['cmd /c net.exe  user "new admin" "s3cr s" /add &amp; echo user', `cmd /c net.exe  user "new admin" "${M}" /add &amp; echo user`],
    ['net user admin /active:yes', 'net user admin /active:yes'],
    ['net use Z: \\\\srv\\share s3cr /user:dom\\user', `net use Z: \\\\srv\\share ${M} /user:dom\\user`],
    ['schtasks /create /ru u /rp s3cr /tn t', `schtasks /create /ru u /rp ${M} /tn t`],
    ['cmdkey /add:srv /user:u /pass:s3cr', `cmdkey /add:srv /user:u /pass:${M}`],
    ['netdom join pc /domain:d /userd:u /passwordd:s3cr /reboot', `netdom join pc /domain:d /userd:u /passwordd:${M} /reboot`],
    ['set ADMIN_PASSWORD=s3cr', `set ADMIN_PASSWORD=${M}`],
    ['ProductKey:          [AAAAA-BBBBB-CCCCC-DDDDD-EEEE3]', `ProductKey:          [${M}]`],
    ['cscript slmgr.vbs /ipk AAAAA-BBBBB-CCCCC-DDDDD-EEEE3', `cscript slmgr.vbs /ipk ${M}`],
    // PowerShell
    ["$p = ConvertTo-SecureString 's3cr' -AsPlainText -Force", `$p = ConvertTo-SecureString '${M}' -AsPlainText -Force`],
    ['ConvertTo-SecureString -AsPlainText -Force -String s3cr', `ConvertTo-SecureString -AsPlainText -Force -String ${M}`],
    ["$password = 's3''cr'; $user = 'u'", `$password = '${M}'; $user = 'u'`],
    ['New-Thing -AdminPassword s3cr -Name n', `New-Thing -AdminPassword ${M} -Name n`],
    ["Set-ItemProperty -Path HKLM:\\x -Name 'DefaultPassword' -Value 's3cr' -Force", `Set-ItemProperty -Path HKLM:\\x -Name 'DefaultPassword' -Value '${M}' -Force`],
    ["$key.SetValue('DefaultPassword', 's3cr')", `$key.SetValue('DefaultPassword', '${M}')`],
    ["[pscredential]::new('u', (ConvertTo-SecureString 's3cr' -AsPlainText))", `[pscredential]::new('${M}', (ConvertTo-SecureString '${M}' -AsPlainText))`],
    ['>> ParameterBinding(New-Thing): name="Password"; value="s3cr"', `>> ParameterBinding(New-Thing): name="Password"; value="${M}"`],
    ['powershell -EncodedCommand czNjcnMzY3JzM2Ny end', `powershell -EncodedCommand ${M} end`],
    ['"password": "s3cr", "user": "u"', `"password": "${M}", "user": "u"`],
    ['powershell -c &quot;$password=&quot;s3cr s&quot;&quot;', `powershell -c &quot;$password=&quot;${M}`],
    ['ADMINPASSWORD=s3cr USER=u', `ADMINPASSWORD=${M} USER=u`],
    ['password="s3cr and no end', `password="${M}`],
    ['Password1 = s3cr', `Password1 = ${M}`],
  ] // prettier-ignore
  test.each(cases)('%s', async (text, masked) => {
    expect(await mask(text)).toBe(masked)
    expect(await mask(text, 1)).toBe(masked)
    // Logs are searched for long words alone.
    if (!/pwd|ipk/i.test(text)) expect(await mask(text, 1000, 'log')).toBe(masked)
  })
})

describe('what is left', () => {
  const cases = [
    'The password does not meet the requirements',
    'Enter password:\nuser',
    '<PasswordNeverExpires>true</PasswordNeverExpires>',
    'PasswordRequired=0, PasswordExpires=1, MinPasswordLength: 8',
    '[Shell Unattend] No password for the account, user = u',
    'the user pressed a key; use the network',
    'net user',
    'Callback_Productkey_Validate: Entry',
    'ProductKey: Failed to report: it is the only product key',
    'CheckPasswordPolicy: Entering',
    'internet users: 5 of them',
    '{01234567-89ab-cdef-0123-456789abcdef}',
    '"Password"\n"x"="y"',
    '<a>b</a>\n<!-- Password -->',
    '<Data Name="PasswordLastSet">11/21/2022</Data>',
  ]
  test.each(cases)('%s', async (text) => expect(await mask(text)).toBe(text))
})

test('lines stay lines, and chunks do not matter', async () => {
  const random = seeded(7)
  const filler = (): string => `<Path>C:\\DRIVERS\\${Math.floor(random() * 1e9)}</Path>\r\n`
  let text = '<unattend>\r\n'
  while (text.length < 900_000) {
    text += filler().repeat(1 + Math.floor(random() * 40))
    text += '<Password\r\n a="b">\r\n<Value>s3cr</Value>\r\n</Password>\r\n'
    text += '"DefaultPassword"=hex:01,\\\r\n  s3,\\\r\n  cr\r\n'
  }
  const whole = await mask(text)
  expect(whole).not.toMatch(/s3|cr/)
  expect(whole.split('\n')).toHaveLength(text.split('\n').length)
  expect(whole.split('<Path>')).toHaveLength(text.split('<Path>').length)
  expect(await mask(text, 1000)).toBe(whole)
  expect(await mask(text, 5_000_000)).toBe(whole)
})

test('a blob of an element is masked over blocks', async () => {
  const blob = `${'QUFB'.repeat(16)}\n`.repeat(3000)
  const masked = await mask(`<AccountData>${blob}</AccountData><a>QUFB</a>`)
  expect(masked.split('QUFB')).toHaveLength(2)
})

test('a quoted tag in a log does not swallow the log', async () => {
  const text = `2024-01-02 Found <Password> in file\n${'a line of the log\n'.repeat(1000)}`
  let made = ''
  for await (const bytes of maskSecrets(inChunks(new TextEncoder().encode(text), 999), 'log')) {
    made += new TextDecoder().decode(bytes)
  }
  expect(made.split('a line of the log').length).toBeGreaterThan(700)
})

test('bytes of other encodings are left alone', async () => {
  const bytes = Uint8Array.of(0xa0, 0x20, 0xe0, 0xa0, ...new TextEncoder().encode('\npassword=')).toReversed()
  const text = Uint8Array.of(...new TextEncoder().encode('password="'), 0xa0, 0x85, 0xe9, 0xa0, 34, 10, 0xa0, ...bytes)
  const made: number[] = []
  for await (const part of maskSecrets(inChunks(text, 64), 'log')) made.push(...part)
  expect(made).toEqual([...new TextEncoder().encode(`password="${M}"\n`), 0xa0, ...bytes])
}) // prettier-ignore

test('hostile texts take no time', async () => {
  const texts = [
    'password'.repeat(50_000),
    'password='.repeat(50_000),
    `password="${'\\"'.repeat(100_000)}`,
    '<Password '.repeat(50_000),
    '<Password>'.repeat(50_000),
    `${'a'.repeat(300_000)}password=x`,
    'net user '.repeat(50_000),
    'name="password '.repeat(30_000),
    '/v password /d x '.repeat(30_000),
    `<Password>${'<'.repeat(200_000)}`,
    `<Password>${'&lt;'.repeat(100_000)}`,
    `&lt;Password&gt;${'&lt;a '.repeat(50_000)}`,
    'securestring '.repeat(30_000),
    '"x"=hex:password=\\\n'.repeat(20_000),
  ]
  for (const text of texts) await mask(text)
}, 20_000)

test('the beginning of a text says whether it is searched, and how', () => {
  expect(suggestsSecrets('\uFEFF<?xml version="1.0"?>\n<unattend xmlns="urn:x">')).toBe('document')
  expect(suggestsSecrets('Windows Registry Editor Version 5.00')).toBe('script')
  expect(suggestsSecrets('2024-01-02 03:04:05, Info  IBS  Callback_Unattend_Init')).toBe('log')
  expect(suggestsSecrets('2024-01-02 03:04:05, Info   CBS    Loaded Servicing Stack')).toBeNull()
})

test('records of Configuration Manager are a log and no document', () => {
  expect(suggestsSecrets('<![LOG[the password is not shown]LOG]!>')).toBe('log')
})

test('words are found in any case', () => {
  const words = findSecretWords(new TextEncoder().encode('PassWord PASSWD pSwd'), true)
  expect(words.map(({ start, end }) => [start, end])).toEqual([[0, 8], [9, 15]]) // prettier-ignore
})
