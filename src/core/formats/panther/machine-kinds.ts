/**
 * What setup says of the machine. The hardware inventory stands unstamped below `Host system information:`,
 * indented to the message's column; the depth tells it from driver lists that use the same words.
 */
import type { KindPattern } from '../line-format.ts'

type FactKey = 'name' | 'manufacturer' | 'model' | 'edition' | 'host-build' | 'target-build' | 'architecture' | 'language' | 'antivirus' | 'filter-driver' // prettier-ignore

function fact(key: FactKey, needle: string | readonly string[], pattern: RegExp): KindPattern {
  return {
    kind: 'machine.fact',
    needle,
    pattern,
    read: ([, value = '']) => (value.trim() === '' ? null : { key, value: value.trim() }),
  }
}

export const machineKinds: readonly KindPattern[] = [
  fact('manufacturer', 'Manufacturer', /^\s{20,}Manufacturer ?: (.*)$/),
  fact('model', 'Model :', /^\s{20,}Model ?: (.*)$/),
  fact('antivirus', ', State: ', /^\s{20,}Name: (.+?), Path: .*, State: /),
  fact('filter-driver', 'ilter driver Name: ', /ilter driver Name: ([^,]+),/),
  fact('name', 'Computer name is ', /Callback_ComputerName_\w+:Computer name is (\S+)/),
  fact('name', 'ComputerName set to ', /^\[Shell Unattend\] ComputerName set to (\S+)/),
  fact('name', 'the current ComputerName [', /matches the current ComputerName \[([^\]]+)\]/),
  fact('edition', 'Host OS Edition ', /^Host OS Edition\s+\[ (.*) \]/),
  fact('architecture', 'Host OS Architecture ', /^Host OS Architecture\s+\[ (.*) \]/),
  fact('language', 'Host OS Language Id ', /^Host OS Language Id\s+\[ (.*) \]/),
  fact('host-build', 'Host OS Version ', /^Host OS Version\s+\[ (.*) \]/),
  fact('host-build', 'Host OS version: ', /^Host OS version: (\d+\.\d+\.\d+)/),
  fact('target-build', 'Target OS: Version = [', /^Target OS: Version = \[(\d+\.\d+\.\d+)/),
  fact('target-build', 'Target OS version: ', /^Target OS version: (\d+\.\d+\.\d+)/),
]
