/**
 * What smsts.log says of a task sequence and its steps.
 * https://learn.microsoft.com/mem/configmgr/osd/understand/task-sequence-steps and, for the words of the log,
 * https://learn.microsoft.com/troubleshoot/mem/configmgr/os-deployment/understand-troubleshoot-install-application-step
 */
import type { EventFields } from '../../model/event-kinds.ts'
import type { KindPattern } from '../line-format.ts'
import { codeOfText, TEXT_END, type DeploymentMemory } from './memory.ts'

type Kind = KindPattern<DeploymentMemory>
type Step = EventFields['task.step']

/** The code of a failed step stands at most this many lines below its name. */
const CODE_WITHIN = 4

export function taskStep(name: string, state: Step['state'], said: Partial<Step> = {}): Step {
  return { name: name.trim(), group: '', state, ok: true, code: 0, ...said }
}

function failed(name: string, code: number, group = ''): Step {
  return taskStep(name, 'end', { ok: false, code, group })
}

const stepKinds: readonly Kind[] = [
  {
    kind: 'task.step',
    needle: 'Start executing an instruction',
    pattern: new RegExp(
      `^Start executing an instruction\\. Instruction ?name: '?(.{0,300}?)'?\\.?(?: (?:Instruction )?[Pp]ointer: |${TEXT_END})`,
    ),
    read: ([, name = '']) => taskStep(name, 'begin'),
  },
  {
    kind: 'task.step',
    needle: 'Successfully completed the action (',
    pattern:
      /^Successfully completed the action \((.{0,300}?)\) with the exit win32 code (-?\d{1,10})/,
    read: ([, name = '', code = '']) => taskStep(name, 'end', { code: codeOfText(code) }),
  },
  {
    kind: 'task.step',
    needle: 'Failed to run the action: ',
    pattern: new RegExp(
      `^Failed to run the action: (.{1,300}?)\\.?(?: Error (-?\\d{1,10}))?${TEXT_END}`,
    ),
    read: ([, name = '', code], { state, line }) => {
      if (code !== undefined) return failed(name, codeOfText(code))
      state.failing = name
      state.failingLine = line
      return null
    },
  },
  {
    kind: 'task.step',
    needle: '(Error: ',
    pattern: /\(Error: ([0-9A-F]{8}); Source: /i,
    read: ([, code = ''], { state, line }) => {
      const name = state.failing
      if (name === '' || line - state.failingLine > CODE_WITHIN) return null
      state.failing = ''
      return failed(name, Number.parseInt(code, 16))
    },
  },
  {
    // A step whose failure came without a code.
    kind: 'task.step',
    needle: 'The execution of the group (',
    pattern: /^The execution of the group \((.{0,300}?)\) has failed/,
    read: ([, group = ''], { state }) => {
      const name = state.failing
      state.failing = ''
      return name === '' ? null : failed(name, 0, group)
    },
  },
  {
    kind: 'task.step',
    needle: ') has been skipped because ',
    pattern: /^The (action|group) \((.{0,300}?)\) has been skipped because /,
    read: ([, what, name = '']) =>
      taskStep(what === 'action' ? name : '', 'skipped', { group: what === 'action' ? '' : name }),
  },
  {
    // The words of the status messages that the engine sends.
    kind: 'task.step',
    needle: ') in the group (',
    pattern:
      /^(.{0,120}?)\baction \((.{0,300}?)\) in the group \((.{0,300}?)\)(.{0,40}?(?:exit|error) code )?(0x[0-9A-Fa-f]{1,8}|-?\d{1,10})?/,
    read: ([, words = '', name = '', group = '', , number = '0']) => {
      if (/skipped/i.test(words)) return taskStep(name, 'skipped', { group })
      const code = codeOfText(number)
      const ok = code === 0 && !/fail/i.test(words)
      return taskStep(name, 'end', { group, ok, code })
    },
  },
]

const sequenceKinds: readonly Kind[] = [
  {
    kind: 'task.sequence',
    needle: '_SMSTSPackageName=',
    pattern: new RegExp(
      `^Set a (?:global|local)?.{0,20}environment variable _SMSTSPackageName=(.{1,300}?)${TEXT_END}`,
    ),
    read: ([, name = ''], { state }) => {
      state.sequence = name
      return null
    },
  },
  {
    kind: 'task.sequence',
    needle: 'Starting Task Sequence Engine',
    pattern: /^Starting Task Sequence Engine/,
    read: (_, { state }) => ({ name: state.sequence, state: 'begin', ok: true, code: 0 }),
  },
  {
    kind: 'task.sequence',
    needle: 'Execution engine result code: ',
    pattern: /^Execution engine result code: \w+ \(0\)/,
    read: (_, { state }) => ({ name: state.sequence, state: 'end', ok: true, code: 0 }),
  },
  {
    kind: 'task.sequence',
    needle: 'Task sequence execution failed with error code ',
    pattern: /^Task sequence execution failed with error code (?:0x)?([0-9A-F]{8})/i,
    read: ([, code = ''], { state }) => ({
      name: state.sequence,
      state: 'end',
      ok: false,
      code: Number.parseInt(code, 16),
    }),
  },
]

export const taskKinds: readonly Kind[] = [...stepKinds, ...sequenceKinds]
