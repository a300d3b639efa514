/**
 * SetupDiagResults.xml: what SetupDiag writes when Windows Setup itself runs it after a failed upgrade. The file says that it is
 * UTF-16 whatever it is. Texts of `FailureData` are the lines of the text format.
 */
import { Level } from '../model/event-table.ts'
import type { Sample } from './format.ts'
import { ResultDraft } from './setupdiag/result-draft.ts'
import { systemFacts } from './setupdiag/system-facts.ts'
import type { XmlElement } from './xml-element.ts'
import { xmlFormat } from './xml-format.ts'
import type { SignalDraft } from './xml-types.ts'

const samples: readonly Sample[] = [
  {
    text: `<SetupDiag xmlns="https://learn.microsoft.com/windows/deployment/upgrade/setupdiag"><Version>1.7.0.0</Version><ProfileName>FindSPFatalError</ProfileName><ProfileGuid>A4028172-1B09-48F8-AD3B-86CDD7D55852</ProfileGuid><SystemInfo><MachineName>Offline</MachineName><Model>Desk 100</Model><HostOSArchitecture>1033</HostOSArchitecture><HostOSEdition>EnterpriseG</HostOSEdition><TargetOSBuildString>10.0.18912.1001 (rs_prerelease.190601-1739)</TargetOSBuildString><RegisteredAV>Windows Defender</RegisteredAV></SystemInfo><FailureData>
Error: SetupDiag reports Fatal Error.
Last Setup Phase = Downlevel
Last Setup Operation: Gather data, scope: EVERYTHING
Error: 0x00000057</FailureData></SetupDiag>`,
    time: null,
    level: 'error',
    signals: [
      {
        kind: 'setupdiag.result',
        rule: 'FindSPFatalError',
        guid: 'A4028172-1B09-48F8-AD3B-86CDD7D55852',
        version: '1.7.0.0',
        result: 0x57,
        extend: 0,
        phase: 'Downlevel',
        operation: 'Gather data, scope: EVERYTHING',
      },
      { kind: 'machine.fact', key: 'model', value: 'Desk 100' },
      { kind: 'machine.fact', key: 'language', value: '1033' },
      { kind: 'machine.fact', key: 'edition', value: 'EnterpriseG' },
      { kind: 'machine.fact', key: 'target-build', value: '10.0.18912' },
      { kind: 'machine.fact', key: 'antivirus', value: 'Windows Defender' },
    ],
  },
]

export const setupdiagXml = xmlFormat({
  id: 'setupdiag-xml',
  title: { en: 'SetupDiag results as XML', zh: 'SetupDiag 结果（XML）' },
  docs: 'https://learn.microsoft.com/windows/deployment/upgrade/setupdiag#xml-log-sample',
  names: [/^setupdiagresults.*\.xml$/i],
  samples,
  emits: ['setupdiag.result', 'machine.fact'],
  sniff: (root) => (root.name === 'SetupDiag' ? 0.95 : 0),
  records: {
    SetupDiag(root) {
      const result = resultOf(root)
      return {
        level: result === null ? Level.Info : Level.Error,
        signals: [...(result === null ? [] : [result]), ...factsOf(root)],
      }
    },
  },
})

function resultOf(root: XmlElement): SignalDraft | null {
  const draft = new ResultDraft()
  draft.rule = root.textOf('ProfileName')
  draft.guid = root.textOf('ProfileGuid')
  draft.version = root.textOf('Version')
  if (draft.rule === '') return null
  for (const element of root.children) {
    if (!element.is('FailureData') && !element.is('FailureDetails')) continue
    for (const line of element.text.split('\n')) draft.read(line)
  }
  const line = root.child('ProfileName')?.line ?? root.line
  return { kind: 'setupdiag.result', line, ...draft.fields }
}

function factsOf(root: XmlElement): readonly SignalDraft[] {
  const system = root.child('SystemInfo')?.children ?? []
  return system.flatMap(({ name, text, line }) =>
    systemFacts(name, text).map((fact) => ({ kind: 'machine.fact' as const, line, ...fact })),
  )
}
