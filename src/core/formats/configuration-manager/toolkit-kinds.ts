/**
 * What BDD.log and the ZTI*.log and LTI*.log of the Deployment Toolkit say: each script is a step.
 * https://learn.microsoft.com/mem/configmgr/mdt/troubleshooting-reference
 */
import type { KindPattern } from '../line-format.ts'
import { TEXT_END, type DeploymentMemory } from './memory.ts'
import { taskStep } from './task-kinds.ts'

type Kind = KindPattern<DeploymentMemory>

const scriptKinds: readonly Kind[] = [
  {
    kind: 'task.step',
    needle: 'Microsoft Deployment Toolkit version: ',
    pattern: /^Microsoft Deployment Toolkit version: \d/,
    read: (_, { component }) => (component === '' ? null : taskStep(component, 'begin')),
  },
  {
    kind: 'task.step',
    needle: ' processing completed successfully',
    pattern: /^(\w{3,60}) processing completed successfully/,
    read: ([, name = '']) => taskStep(name, 'end'),
  },
  {
    kind: 'task.step',
    needle: 'Unhandled error returned by ',
    pattern: /Unhandled error returned by (\w{3,60}): .{0,400}?\(-?\d{1,10} +0x([0-9A-F]{1,8})\)/i,
    read: ([, name = '', code = '']) =>
      taskStep(name, 'end', { ok: false, code: Number.parseInt(code, 16) }),
  },
]

const sequenceKinds: readonly Kind[] = [
  {
    kind: 'task.sequence',
    needle: 'Property TaskSequenceName is now = ',
    pattern: new RegExp(`^Property TaskSequenceName is now = (.{1,300}?)${TEXT_END}`),
    read: ([, name = ''], { state }) => {
      state.sequence = name
      return null
    },
  },
  {
    kind: 'task.sequence',
    needle: 'LTI beginning deployment',
    pattern: /^LTI beginning deployment/,
    read: (_, { state }) => ({ name: state.sequence, state: 'begin', ok: true, code: 0 }),
  },
  {
    kind: 'task.sequence',
    needle: 'LTI deployment completed successfully',
    pattern: /^LTI deployment completed successfully/,
    read: (_, { state }) => ({ name: state.sequence, state: 'end', ok: true, code: 0 }),
  },
  {
    kind: 'task.sequence',
    needle: 'deployment failed, Return Code = ',
    pattern: /^Lite ?touch deployment failed, Return Code = -?\d{1,10} +0x([0-9A-F]{1,8})/i,
    read: ([, code = ''], { state }) => ({
      name: state.sequence,
      state: 'end',
      ok: false,
      code: Number.parseInt(code, 16),
    }),
  },
]

function factKind(key: 'manufacturer' | 'model' | 'name', property: string): Kind {
  return {
    kind: 'machine.fact',
    needle: `Property ${property} is now = `,
    pattern: new RegExp(`^Property ${property} is now = (\\S.{0,200}?)${TEXT_END}`),
    read: ([, value = '']) => ({ key, value }),
  }
}

export const toolkitKinds: readonly Kind[] = [
  ...scriptKinds,
  ...sequenceKinds,
  factKind('manufacturer', 'Make'),
  factKind('model', 'Model'),
  factKind('name', 'OSDComputerName'),
]
