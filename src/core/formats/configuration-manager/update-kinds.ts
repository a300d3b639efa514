/**
 * What the client's logs of software updates say: WUAHandler.log, UpdatesDeployment.log, UpdatesHandler.log.
 * https://learn.microsoft.com/troubleshoot/mem/configmgr/update-management/track-software-update-deployment-process
 */
import type { KindPattern } from '../line-format.ts'
import { GUID, updateStep } from '../windows-update/update-names.ts'
import type { DeploymentMemory } from './memory.ts'

type Kind = KindPattern<DeploymentMemory>

const CLIENT = 'Configuration Manager'

const scanKinds: readonly Kind[] = [
  {
    kind: 'update.step',
    needle: 'Async searching of updates using WUAgent started',
    pattern: /^Async searching of updates using WUAgent started/,
    read: () => updateStep('scan', 'begin', { client: CLIENT }),
  },
  {
    kind: 'update.step',
    needle: 'Successfully completed scan',
    pattern: /^Successfully completed scan\b/,
    read: () => updateStep('scan', 'end', { client: CLIENT }),
  },
  {
    kind: 'update.step',
    needle: 'Scan failed with error = ',
    pattern: /^Scan failed with error = 0x([0-9a-f]{1,8})/i,
    read: ([, code = '']) =>
      updateStep('scan', 'end', { client: CLIENT, ok: false, code: Number.parseInt(code, 16) }),
  },
]

const installKinds: readonly Kind[] = [
  {
    kind: 'update.step',
    needle: 'Update (Missing): ',
    pattern: new RegExp(`Update \\(Missing\\): (.{1,400}?) \\((${GUID}), \\d+\\)`),
    read: ([, title = '', guid = ''], { state }) => {
      state.updates.name(guid, title)
      return null
    },
  },
  {
    kind: 'update.step',
    needle: 'Async installation of updates started',
    pattern: /^Async installation of updates started/,
    read: (_, { state }) => {
      state.updateFailure = 0
      return updateStep('install', 'begin', { client: CLIENT })
    },
  },
  {
    kind: 'update.step',
    needle: ') finished installing (0x',
    pattern: new RegExp(
      `^Update \\d+ \\((${GUID})\\) finished installing \\(0x([0-9a-f]{1,8})\\)`,
      'i',
    ),
    read: ([, guid = '', hex = ''], { state }) => {
      const code = Number.parseInt(hex, 16)
      const ok = code < 0x80000000
      if (!ok && state.updateFailure === 0) state.updateFailure = code
      return updateStep('install', 'end', {
        ...state.updates.of(guid),
        client: CLIENT,
        ok,
        code: ok ? 0 : code,
      })
    },
  },
  {
    kind: 'update.step',
    needle: 'Installation of updates completed',
    pattern: /^Installation of updates completed/,
    read: (_, { state }) => {
      const code = state.updateFailure
      return updateStep('install', 'end', { client: CLIENT, ok: code === 0, code })
    },
  },
]

const progressKind: Kind = {
  kind: 'update.failed',
  needle: ' Progress: Status = ciStateError',
  pattern:
    /^Update \(\S{1,160}\) Progress: Status = ciStateError, .{0,200}?Result = 0x([0-9a-f]{1,8})/i,
  read: ([text, code = '']) => ({ code: Number.parseInt(code, 16), text }),
}

export const clientUpdateKinds: readonly Kind[] = [...scanKinds, ...installKinds, progressKind]
