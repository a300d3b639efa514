/**
 * Answer files and configuration passes. The tool writes its image name in brackets before the message:
 * `[audit.exe]`, `[SETUPUGC.EXE]`, `[Shell Unattend]`.
 */
import type { KindPattern } from '../line-format.ts'
import { hexText } from './hex-text.ts'

export const passKinds: readonly KindPattern[] = [
  {
    kind: 'pass.action',
    needle: '[Action Queue] : Command Line = ',
    pattern:
      /^\[([^\]]+)\] \[Action Queue\] : Command Line = (.*?) \/ arguments =(.*?)\/ pass = (\S*) \/ manifest path = (.*)$/,
    read: ([, tool = '', command = '', args = '', pass = '', manifest = '']) => ({
      tool,
      command,
      arguments: args.trim(),
      pass,
      manifest: manifest.trim(),
    }),
  },
  {
    kind: 'pass.begin',
    needle: 'Calling into RunSMIActionPass ',
    pattern: /^\[([^\]]+)\] Calling into RunSMIActionPass .*pass \[(\w+)\]/,
    read: ([, tool = '', pass = '']) => ({ tool, pass }),
  },
  {
    kind: 'pass.begin',
    needle: '[Shell Unattend] Running ',
    pattern: /^\[(Shell Unattend)\] Running '(\w+)' pass/,
    read: ([, tool = '', pass = '']) => ({ tool, pass }),
  },
  {
    kind: 'pass.begin',
    needle: 'unattend settings for pass [',
    pattern: /^\[([^\]]+)\] \w+ running to process unattend settings for pass \[(\w+)\]/,
    read: ([, tool = '', pass = '']) => ({ tool, pass }),
  },
  {
    kind: 'pass.end',
    needle: 'Successfully completed RunSMIPass for ',
    pattern: /^\[([^\]]+)\] Successfully completed RunSMIPass for (\w+)/,
    read: ([, tool = '', pass = '']) => ({ tool, pass, code: 0 }),
  },
  {
    kind: 'pass.end',
    needle: '[Shell Unattend] Exiting ',
    pattern: /^\[(Shell Unattend)\] Exiting '(\w+)' pass with status (0x[0-9A-Fa-f]+)/,
    read: ([, tool = '', pass = '', code]) => ({ tool, pass, code: hexText(code) }),
  },
  {
    kind: 'pass.failed',
    needle: 'Pass has failed status',
    pattern: /^\[([^\]]+)\] Pass has failed status/,
    read: ([, tool = '']) => ({ tool, pass: '', code: 0, what: 'status-failed' }),
  },
  {
    kind: 'pass.failed',
    needle: 'Failed to complete RunSMIPass for ',
    pattern: /^\[([^\]]+)\] Failed to complete RunSMIPass for (\w+)(?:.*?\[(0x[0-9A-Fa-f]+)\])?/,
    read: ([, tool = '', pass = '', code]) => ({
      tool,
      pass,
      code: hexText(code),
      what: 'run-pass',
    }),
  },
  {
    kind: 'pass.failed',
    needle: 'error while processing the unattend pass',
    pattern:
      /^\[([^\]]+)\] There was an error while processing the unattend pass(?:.*?\[(0x[0-9A-Fa-f]+)\])?/,
    read: ([, tool = '', code]) => ({ tool, pass: '', code: hexText(code), what: 'unattend' }),
  },
  {
    /**
     * The message is localised; what stays is the tool, a path in quotation marks of the language, and the
     * Win32 code: `在"C:\DRIVERS\STORE1"上没有找到驱动程序包 (错误代码 0x3: …`.
     */
    kind: 'pass.driver-path',
    needle: ['[PNPUNATTEND.EXE]', '[PnPUnattend.exe]', '[pnpunattend.exe]'],
    pattern:
      /^\[(pnpunattend\.exe)\].*?["'“”„«»‘’「『]\s*((?:[A-Za-z]:|\\\\|%)[^"'“”„«»‘’」』]*?)\s*["'“”„«»‘’」』].*?\b(0x[0-9A-Fa-f]+)/i,
    read: ([, tool = '', path = '', code]) => ({ tool, path, code: hexText(code) }),
  },
  {
    kind: 'pass.reboot-failed',
    needle: 'Failed to orchestrate reboot',
    pattern: /^\[([^\]]+)\] Failed to orchestrate reboot; hr = (0x[0-9A-Fa-f]+)/,
    read: ([, tool = '', code]) => ({ tool, code: hexText(code) }),
  },
]
