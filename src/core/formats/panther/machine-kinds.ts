/**
 * What setup says of the machine. The hardware inventory stands unstamped below `Host system information:`,
 * indented to the message's column; the depth tells it from driver lists that use the same words.
 */
import type { EventFields } from '../../model/event-kinds.ts'
import type { KindPattern } from '../line-format.ts'
import { dateOfWmi } from '../wmi-date.ts'

type FactKey = EventFields['machine.fact']['key']

function fact(
  key: FactKey,
  needle: string | readonly string[],
  pattern: RegExp,
  shown: (value: string) => string = (value) => value,
): KindPattern {
  return {
    kind: 'machine.fact',
    needle,
    pattern,
    read: ([, value = '']) => (value.trim() === '' ? null : { key, value: shown(value.trim()) }),
  }
}

/** Bytes, in the unit in which memory is sold. */
function gibibytes(value: string): string {
  const bytes = Number(value)
  return bytes >= 2 ** 20 ? `${Math.round((bytes / 2 ** 30) * 10) / 10} GiB` : value
}

export const machineKinds: readonly KindPattern[] = [
  fact('manufacturer', 'Manufacturer', /^\s{20,}Manufacturer ?: (.*)$/),
  fact('model', 'Model :', /^\s{20,}Model ?: (.*)$/),
  fact('bios', 'BIOS version ', /^\s{20,}BIOS version ?: (.*)$/),
  fact('bios-date', 'BIOS release date', /^\s{20,}BIOS release date ?: (.*)$/, dateOfWmi),
  fact('firmware', 'Firmware type', /^\s{20,}Firmware type ?: (.*)$/),
  fact('memory', 'Total memory', /^\s{20,}Total memory ?: (\d+)/, gibibytes),
  fact('processor', 'Processor name', /^\s{20,}Processor name ?: (.*)$/),
  fact('architecture', 'Processor architecture', /^\s{20,}Processor architecture ?: (.*)$/),
  fact('antivirus', ', State: ', /^\s{20,}Name: (.+?), Path: .*, State: /),
  fact('filter-driver', 'ilter driver Name: ', /ilter driver Name: ([^,]+),/),
  {
    kind: 'machine.item',
    needle: 'ilter driver Name: ',
    pattern: /ilter driver Name: ([^,]{1,100}),.{0,200}?\bAltitude: (\d+(?:\.\d+)?)/,
    read: ([, id = '', detail = '']) => ({
      item: 'file-system-filter',
      id,
      name: '',
      provider: '',
      version: '',
      detail,
    }),
  },
  fact('name', 'Computer name is ', /Callback_ComputerName_\w+:Computer name is (\S+)/),
  fact('name', 'ComputerName set to ', /^\[Shell Unattend\] ComputerName set to (\S+)/),
  fact('name', 'the current ComputerName [', /matches the current ComputerName \[([^\]]+)\]/),
  fact('edition', 'Host OS Edition ', /^Host OS Edition\s+\[ (.*) \]/),
  fact('edition', 'Host SKU Info: ', /Host SKU Info: Edition = '([^']+)'/),
  fact('os-name', 'Host SKU Info: ', /Host SKU Info: .{0,300}Product Name = '([^']+)'/),
  fact('edition', 'EditionID is [', /^SetSelectedWindowsImageInfoOnBB:EditionID is \[(\w+)\]/),
  // What setup starts itself to roll back is no command that somebody gave.
  fact(
    'setup-command',
    'SetupHost::Initialize: CmdLine',
    /^SetupHost::Initialize: CmdLine\s*= \[(?!\s?\/Rollback)(.*)\]$/,
  ),
  fact('architecture', 'Host OS Architecture ', /^Host OS Architecture\s+\[ (.*) \]/),
  fact('language', 'Host OS Language Id ', /^Host OS Language Id\s+\[ (.*) \]/),
  fact('host-build', 'Host OS Version ', /^Host OS Version\s+\[ (.*) \]/),
  fact('host-build', 'Host OS version: ', /^Host OS version: (\d+\.\d+\.\d+)/),
  fact(
    'language',
    'Successfully loaded resource language',
    /^InstallWindows:Successfully loaded resource language \[([\w-]+)\]/,
  ),
  fact('target-build', 'Build version is ', /^Build version is (\d+\.\d+\.\d+)/),
  fact('target-build', 'Target OS: Version = [', /^Target OS: Version = \[(\d+\.\d+\.\d+)/),
  fact('target-build', 'Target OS version: ', /^Target OS version: (\d+\.\d+\.\d+)/),
]
