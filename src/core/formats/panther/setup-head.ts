/**
 * The head of setupact.log: that of servicing logs, whose lines stand in it too. Beside their unstamped lines, Setup has these:
 *
 *     Msg:[…]                                                  text of the message above
 *     <component type="System"> "Microsoft-Windows-…"          a script of the migration engine, on more lines than one
 *     Wim:         [C:\$WINDOWS.~BT\Sources\SafeOS\winre.wim]   what the WIM library mounts
 *     class UnBCL::OperatingSystem *__cdecl Mig::…             where an exception of the migration engine came from
 */
import { find, startsWith } from '../head-bytes.ts'
import type { HeadReader } from '../line-format.ts'
import { servicingHead } from '../servicing-head.ts'

const COLON = 58
const BRACKET = 91
const LESS_THAN = 60
const SPACE = 32
const MOUNT_FIELDS = ['Wim:', 'Image Index:', 'Mount Guid:', 'Mount Path:']
/** Where functions are named as the compiler names them: the calling convention stands behind the type. */
const TYPES = ['class ', 'struct ', 'enum ', 'void ', 'bool ', 'int ', 'long ', 'unsigned ']
const CONVENTION = '__'
/** A type is named before that. */
const LONGEST_TYPE = 500

export function setupHead(): HeadReader {
  return servicingHead(isSetupText)
}

function isSetupText(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === LESS_THAN || startsWith(bytes, start, end, 'Msg:[')) return true
  return isMountField(bytes, start, end) || isSignature(bytes, start, end)
}

function isMountField(bytes: Uint8Array, start: number, end: number): boolean {
  if (!MOUNT_FIELDS.some((field) => startsWith(bytes, start, end, field))) return false
  let at = find(bytes, COLON, start, end) + 1
  while (at < end && bytes[at] === SPACE) at++
  return bytes[at] === BRACKET
}

function isSignature(bytes: Uint8Array, start: number, end: number): boolean {
  if (!TYPES.some((type) => startsWith(bytes, start, end, type))) return false
  for (let at = start; at < Math.min(end, start + LONGEST_TYPE); at++) {
    if (startsWith(bytes, at, end, CONVENTION)) return true
  }
  return false
}
