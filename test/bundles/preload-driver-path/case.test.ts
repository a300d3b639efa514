/**
 * Preload: driver folders missing in audit mode. One test per thing that an engineer must be shown.
 */
import { beforeAll, describe, expect, test } from 'vitest'

import {
  allWords,
  analyzeFiles,
  chainOf,
  findingOf,
  placesOf,
  squeezed,
  wordsOf,
} from '../../support/analyzed-bundle.ts'
import type { CheckedBundle } from '../../support/analyzed-bundle.ts'
import { preloadDriverPath } from '../../support/samples/preload-driver-path.ts'

const PASSES = 'Panther/UnattendGC/setupact.log'

let bundle: CheckedBundle

beforeAll(async () => {
  bundle = await analyzeFiles('preload-driver-path', preloadDriverPath())
})

/** Numbers of the lines as the case quotes them. */
function placeOf(text: string, path = PASSES): string {
  const [line] = bundle.linesWith(path, text)
  if (line === undefined) throw new Error(`${path} has no line with ${text}`)
  return `${path}:${line}`
}

describe('which pass', () => {
  test('the verdict is a failure of an audit-mode run', () => {
    const { verdict, attempts } = bundle.analysis
    expect(verdict.failed).toBe(true)
    expect(attempts.find(({ id }) => id === verdict.attempt)?.kind).toBe('audit')
  })

  test('the run is made of configuration passes: auditSystem, then auditUser that failed', () => {
    const run = bundle.analysis.attempts.find(({ kind }) => kind === 'audit')
    const passes = run?.phases.filter(({ kind }) => kind === 'configuration-pass') ?? []
    expect(run?.phases.length).toBe(passes.length)
    expect(passes.map(({ name }) => name)).toContain('auditSystem')
    expect(passes.at(-1)).toMatchObject({ name: 'auditUser', outcome: 'failed' })
  })

  test('nothing is said against the phases before: the first boot of the image succeeded', () => {
    const others = bundle.analysis.attempts.filter(({ kind }) => kind !== 'audit')
    expect(others.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['clean-install', 'succeeded'],
    ])
  })
})

describe('the missing folders', () => {
  test('PNPUNATTEND, the pass and both folders are named in both languages', () => {
    const { message } = findingOf(bundle.analysis, 'pass.driver-path-missing')
    for (const text of [message.en, message.zh]) {
      expect(text).toContain('PNPUNATTEND.EXE')
      expect(text).toContain('auditSystem')
      expect(text).toContain('C:\\DRIVERS\\STORE1')
      expect(text).toMatch(/C:\\DRIVERS\\STORE(?!1)/)
      expect(text).toContain('ERROR_PATH_NOT_FOUND')
    }
  })

  test('that the folders are missing is shown, that they failed the pass is suspected', () => {
    const finding = findingOf(bundle.analysis, 'pass.driver-path-missing')
    expect(finding).toMatchObject({ role: 'cause', confidence: 'suspected' })
    expect(finding.message.en).toMatch(/Shown: .*missing.*Suspected: /)
    expect(finding.message.zh).toMatch(/已证实：.*疑似：/)
    expect(bundle.analysis.verdict.sentence.en).toMatch(/suspected/)
    expect(bundle.analysis.verdict.sentence.zh).toMatch(/疑似/)
  })

  test('0x3 is one code with 0x80070003', () => {
    const { codes } = findingOf(bundle.analysis, 'pass.driver-path-missing')
    expect(codes).toEqual(['0x80070003'])
  })

  test('the evidence is the two lines as the case quotes them', () => {
    const { evidence } = findingOf(bundle.analysis, 'pass.driver-path-missing')
    expect(placesOf(evidence)).toContain(
      placeOf('在"C:\\DRIVERS\\STORE1"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。'),
    )
    expect(placesOf(evidence)).toContain(
      placeOf('在"C:\\DRIVERS\\STORE"上没有找到驱动程序包 (错误代码 0x3: 系统找不到指定的路径。'),
    )
  })

  test('the parenthesis on a line of its own belongs to the record above', () => {
    const [line] = bundle.linesWith(PASSES, '在"C:\\DRIVERS\\STORE1"上')
    expect(bundle.lineAt(PASSES, (line ?? 0) + 1)).toBe(')')
    const entry = bundle.analysis.entries.find(({ path }) => path === PASSES)
    expect(entry?.events).toBe((entry?.lines ?? 0) - 2)
  })

  test('setuperr.log in code page 936 is read, and its lines are not told a second time', () => {
    const errors = bundle.analysis.entries.find(
      ({ path }) => path === 'Panther/UnattendGC/setuperr.log',
    )
    expect(errors).toMatchObject({ format: 'panther', encoding: 'gb18030' })
    const { evidence } = findingOf(bundle.analysis, 'pass.driver-path-missing')
    expect(evidence.filter(({ path }) => path.endsWith('setuperr.log'))).toEqual([])
  })

  test('names of entries in code page 936 are read', () => {
    expect(bundle.analysis.entries.map(({ path }) => path)).toContain('预装记录/导入步骤.txt')
  })
})

describe('the pass fails', () => {
  test('auditUser ends 0x8030000C and setup stops', () => {
    const finding = findingOf(bundle.analysis, 'pass.failed')
    expect(finding).toMatchObject({ role: 'outcome', confidence: 'shown' })
    expect(finding.codes).toEqual(['0x8030000C'])
    expect(finding.message.en).toMatch(/auditUser.*0x8030000C.*stops/)
    expect(finding.message.zh).toMatch(/auditUser.*0x8030000C.*停止/)
    expect(placesOf(finding.evidence)).toEqual(
      expect.arrayContaining([
        placeOf('Pass has failed status; system is in an invalid state.'),
        placeOf('Failed to complete RunSMIPass for auditUser. Error: [0x8030000C]'),
        placeOf('There was an error while processing the unattend pass. Error: [0x8030000C]'),
      ]),
    )
  })

  test('the bug check is the rival explanation, with what speaks for and against each', () => {
    const folders = findingOf(bundle.analysis, 'pass.driver-path-missing')
    expect(folders.inFavour.length).toBeGreaterThan(0)
    expect(folders.against[0]?.en).toMatch(/crashed.*invalid state/)
    expect(folders.against[0]?.zh).toMatch(/蓝屏/)
    const crash = findingOf(bundle.analysis, 'pass.crash-during-pass')
    expect(crash.message.en).toMatch(/^Rival explanation/)
    expect(crash.inFavour.length).toBeGreaterThan(0)
    expect(crash.against.length).toBeGreaterThan(0)
  })

  test('0x8007045B is a consequence, not a cause', () => {
    const refused = findingOf(bundle.analysis, 'pass.reboot-refused')
    expect(refused).toMatchObject({ role: 'consequence', codes: ['0x8007045B'] })
    expect(refused.message.en).toContain('ERROR_SHUTDOWN_IN_PROGRESS')
    expect(placesOf(refused.evidence)).toEqual([
      placeOf('Failed to orchestrate reboot; hr = 0x8007045b'),
    ])
  })

  test('the chain runs from causes over consequences to the outcome', () => {
    const roles = chainOf(bundle.analysis).map(({ role }) => role)
    expect(roles[0]).toBe('cause')
    expect(roles.at(-1)).toBe('outcome')
    const order = ['cause', 'consequence', 'outcome']
    const ranks = roles.map((role) => order.indexOf(role))
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  })
})

describe('who asked', () => {
  test('the action queue line names the command and the manifest, and is evidence', () => {
    const { evidence } = findingOf(bundle.analysis, 'pass.driver-path-missing')
    const action = evidence.find(({ text }) => text.includes('[Action Queue] : Command Line'))
    expect(squeezed(action?.text ?? '')).toContain('C:\\WINDOWS\\SYSTEM32\\PNPUNATTEND.EXE')
    expect(action?.text).toContain('pass = auditSystem')
    expect(action?.text).toContain(
      'amd64_microsoft-windows-p..tomizationsnonwinpe_31bf3856ad364e35',
    )
  })

  test('the next step names manifest, answer file with its component and setting, and scripts', () => {
    const finding = findingOf(bundle.analysis, 'pass.driver-path-missing')
    for (const language of ['en', 'zh'] as const) {
      const words = wordsOf(finding, language)
      expect(words).toContain('tomizationsnonwinpe_31bf3856ad364e35')
      expect(words).toContain('Microsoft-Windows-PnpCustomizationsNonWinPE')
      expect(words).toContain('DriverPaths')
      expect(words).toMatch(/unattend\.xml/)
      expect(words).toMatch(/script|脚本/)
    }
  })

  test('the answer file in the bundle names the folder, and is shown with its line', () => {
    const { evidence } = findingOf(bundle.analysis, 'pass.driver-path-missing')
    expect(placesOf(evidence)).toContain(
      placeOf('<Path>C:\\DRIVERS\\STORE1</Path>', 'Panther/unattend.xml'),
    )
  })
})

describe('the dump', () => {
  test('bug check, arguments, build and architecture are read from the header', () => {
    expect(bundle.analysis.crashes).toHaveLength(1)
    expect(bundle.analysis.crashes[0]).toMatchObject({
      path: 'MEMORY.DMP',
      bugCheck: '0x0000000A',
      name: 'IRQL_NOT_LESS_OR_EQUAL',
      parameters: ['0x48', '0x2', '0x1', '0xfffff8071e81e643'],
      build: '19041',
      architecture: 'x64',
      dumpKind: 'bitmap',
    })
  })

  test("its time stands on the log's clock: 33 s after the second path, 38 s before the report", () => {
    const [crash] = bundle.analysis.crashes
    expect(crash?.at).toBe('2023-06-26T00:07:55.743Z')
    const entry = bundle.analysis.entries.find(({ path }) => path === PASSES)
    expect(entry?.clock).toEqual([
      { fromLine: 1, offsetMinutes: 480, source: 'csi-stamp', errorSeconds: 1 },
    ])
    const { message } = findingOf(bundle.analysis, 'pass.crash-during-pass')
    expect(message.en).toMatch(/33 s after.*38 s before/)
    expect(message.zh).toMatch(/33 秒.*38 秒/)
  })

  test('the stack names the camera consent of ks.sys and who called it, and suspects no driver of another maker', () => {
    const [crash] = bundle.analysis.crashes
    expect(crash).toMatchObject({ method: 'unwind', suspect: null })
    const frames = (crash?.frames ?? []).map(({ module, symbol }) => `${module}!${symbol ?? ''}`)
    expect(frames).toContain('ks!KsUpdateCameraStreamingConsent+0x84')
    expect(frames).toContain('MSKSSRV!')
    const { message } = findingOf(bundle.analysis, 'pass.crash-during-pass')
    for (const text of [message.en, message.zh]) {
      expect(text).toContain('ks!KsUpdateCameraStreamingConsent')
      expect(text).toContain('MSKSSRV')
    }
  })

  test('the system had been up for 40.6 s', () => {
    expect(bundle.analysis.crashes[0]?.uptimeSeconds).toBeCloseTo(40.641, 3)
    expect(findingOf(bundle.analysis, 'pass.crash-during-pass').message.en).toContain('40.6 s')
  })

  test('both starts are told: 08:07:15 by the uptime, and the one after the crash', () => {
    const boots = bundle.analysis.boots.map(({ at }) => at ?? '')
    expect(boots).toContain('2023-06-26T00:07:15.102Z')
    const after = boots.filter((at) => at > '2023-06-26T00:07:55.743Z')
    expect(after).toHaveLength(1)
    expect(after[0] && after[0] < '2023-06-26T00:08:34.000Z').toBe(true)
  })

  test('the lines of 08:08:34 are said to belong to the start after the crash', () => {
    const words = wordsOf(findingOf(bundle.analysis, 'pass.crash-during-pass'), 'en')
    expect(words).toMatch(/start of the machine after the crash/)
  })

  test('a message box is not a blue screen: what followed when it was closed is asked', () => {
    for (const language of ['en', 'zh'] as const) {
      const words = allWords(bundle.analysis, language)
      expect(words).toMatch(/message box and not a blue screen|消息框而不是蓝屏/)
      expect(words).toMatch(/a blue screen, a restart, or a rollback|蓝屏、重启，还是回滚/)
    }
  })
})

test('what is missing: both setup sources, their setupapi logs, and the rollback folder', () => {
  const where = bundle.analysis.missing.flatMap(({ where: paths }) => paths).join('\n')
  expect(where).toContain('$Windows.~BT\\Sources\\Panther')
  expect(where).toContain('$Windows.~BT\\Sources\\Panther\\setupapi')
  expect(where).toContain('$Windows.~BT\\Sources\\Rollback')
  // Windows\Panther itself is in the bundle.
  expect(where).not.toMatch(/%windir%\\Panther$/m)
})

test('everything in the bundle was read', () => {
  expect(bundle.analysis.problems).toEqual([])
})
