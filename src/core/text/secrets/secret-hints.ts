/** Which texts are searched for secrets: those whose beginning speaks of them. Others pass at full speed. */

/**
 * In lower case. Answer files name their schema; logs of configuration passes name them; scripts that answer files start print
 * what they run; registry exports and PowerShell transcripts begin the same in every language.
 */
const HINTS = [
  'unattend',
  'password',
  'passwd',
  'passphrase',
  'productkey',
  'product key',
  'securestring',
  'pscredential',
  'keymaterial',
  'accountdata',
  'windows registry editor',
  'regedit4',
  'digitalproductid',
  'psversion:',
  '*** will now execute command',
  'net user',
  'net.exe user',
  'net use ',
  'net.exe use ',
  'net1 user',
  'net  user',
  'schtasks',
  'cmdkey',
  'sqlcmd',
  'psexec',
  'netdom',
  'networkcredential',
  'slmgr',
  'encodedcommand',
]

/**
 * `document`: XML, in which elements hold secrets of any length. `script`: registry exports, scripts and what they print. `log`:
 * stamped line by line, perhaps large, in which secrets are only quoted.
 */
export type Secretive = 'document' | 'script' | 'log'

/** How a text must be searched whose beginning, decoded, is `head`; null = it need not. */
export function suggestsSecrets(head: string): Secretive | null {
  const lowered = head.toLowerCase()
  if (!HINTS.some((hint) => lowered.includes(hint))) return null
  const begin = lowered.slice(0, 1000).replace(/^[ \t\r\n\uFEFF]+/, '')
  // Records of Configuration Manager begin like XML and are a log.
  if (begin.startsWith('<') && !begin.startsWith('<![log[')) return 'document'
  return begin.startsWith('<') || /^\[?\d{4}[-/]\d\d[-/]\d\d[ t,]/.test(begin) ? 'log' : 'script'
}
