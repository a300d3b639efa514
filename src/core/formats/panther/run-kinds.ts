/** Runs of setup: logs that open and close, phases, programs that are started. */
import type { KindPattern } from '../line-format.ts'
import { hexText } from './hex-text.ts'

export const runKinds: readonly KindPattern[] = [
  {
    kind: 'log.begin',
    needle: 'Logging Begin ***',
    pattern: /^\*{5,} (\w+) Logging Begin \*{5,}/,
    read: ([, tool = '']) => ({ tool }),
  },
  {
    kind: 'log.end',
    needle: 'Logging End ***',
    pattern: /^\*{5,} (\w+) Logging End \*{5,}/,
    read: ([, tool = '']) => ({ tool }),
  },
  {
    kind: 'log.begin',
    needle: 'Setup log starts:',
    pattern: /^CSetupPlatform::Initialize: Setup log starts:/,
    read: () => ({ tool: 'setupplatform' }),
  },
  {
    kind: 'log.end',
    needle: 'Closing Panther Logging',
    pattern: /^Closing Panther Logging/,
    read: () => ({ tool: 'setupplatform' }),
  },
  {
    kind: 'log.begin',
    needle: 'Beginning of a new sysprep run',
    pattern: /Beginning of a new sysprep run/,
    read: () => ({ tool: 'sysprep' }),
  },
  {
    // windeploy.exe, audit.exe and oobeldr.exe: one such line per boot of the deployment.
    kind: 'log.begin',
    needle: ' launched with command-line',
    pattern: /^\[[^\]]+\] (\S+\.exe) launched with command-line/i,
    read: ([, tool = '']) => ({ tool }),
  },
  {
    kind: 'log.end',
    needle: ' exiting with code [',
    pattern: /^\[[^\]]+\] (\S+\.exe) exiting with code \[/i,
    read: ([, tool = '']) => ({ tool }),
  },
  {
    kind: 'setup.command',
    needle: 'SetupHost::Initialize: CmdLine',
    pattern: /^SetupHost::Initialize: CmdLine\s*= \[(.*)\]$/,
    read: ([, commandLine = '']) => ({ commandLine }),
  },
  {
    kind: 'setup.phase-change',
    needle: 'Setup phase change: [',
    pattern: /^Setup phase change: \[(\w*)\] -> \[(\w*)\]/,
    read: ([, from = '', to = '']) => ({ from, to }),
  },
  {
    kind: 'setup.execution-begin',
    needle: ['Executing phase [', ' Started phase ['],
    pattern: /^(?:Executing|-{3,} Started) phase \[([^\]]+)\]/,
    read: ([, name = '']) => ({ name }),
  },
  {
    kind: 'setup.execution-end',
    needle: '] exiting with HRESULT [',
    pattern: /^Execution phase \[([^\]]+)\] exiting with HRESULT \[(0x[0-9A-Fa-f]+)\]/,
    read: ([, name = '', code]) => ({ name, code: hexText(code) }),
  },
  {
    kind: 'setup.classic-phase-begin',
    needle: 'Setup has started phase ',
    pattern: /^Setup has started phase (\d+) at /,
    read: ([, phase]) => ({ phase: Number(phase) }),
  },
  {
    kind: 'setup.classic-phase-end',
    needle: 'Setup has completed phase ',
    pattern: /^Setup has completed phase (\d+) at /,
    read: ([, phase]) => ({ phase: Number(phase) }),
  },
  {
    kind: 'setup.success',
    needle: 'First boot phase of setup done',
    pattern: /First boot phase of setup done/,
    read: () => ({ what: 'first-boot' }),
  },
  {
    kind: 'setup.progress',
    needle: 'Overall progress: [',
    pattern: /^Overall progress: \[(\d+)%\]/,
    read: ([, percent]) => ({ percent: Number(percent) }),
  },
  {
    kind: 'setup.process',
    needle: 'Executing command line: ',
    pattern: /\bExecuting command line: "?(?:[^"/]*\\)?([^"\\/ ]+\.exe)\b/i,
    read: ([, image = '']) => ({ image, what: 'launched' }),
  },
  {
    kind: 'setup.process',
    needle: ' Launching [',
    pattern: /^\[[^\]]+\] Launching \[(?:[^\]]*?\\)?([^\\\] ]+\.exe)\b/i,
    read: ([, image = '']) => ({ image, what: 'launched' }),
  },
  {
    kind: 'setup.process',
    needle: 'MigHost started with command line',
    pattern: /^MigHost started with command line/,
    read: () => ({ image: 'mighost.exe', what: 'started' }),
  },
  {
    kind: 'setup.push-button-reset',
    needle: 'ResetEngine.exe',
    pattern: /\bExecuting command line: .*\b(ResetEngine\.exe.*)$/,
    read: ([, what = '']) => ({ what }),
  },
  {
    kind: 'setup.application-error',
    needle: ['Faulting application', 'Application Error'],
    pattern: /Faulting application(?: name)?: ([^\s,]+\.exe)|([^\s\\"]+\.exe) - Application Error/i,
    read: ([, faulting, popup]) => ({ image: faulting ?? popup ?? '' }),
  },
]
