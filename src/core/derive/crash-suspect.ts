/**
 * Whose code a crash is laid to first: the first frame outside of what Windows itself brings. Never the kernel by default: that a
 * fault shows in it says only that somebody called it.
 */
import type { CrashDump } from '../model/crash.ts'
import { isPlatformModule } from './platform-modules.ts'

/** File name without extension, `lwfmgr.sys` where the list of modules has it; '' = no frame is outside of Windows. */
export function suspectOf(dump: CrashDump): string {
  const outside = dump.frames.filter(({ module }) => module !== '' && !isPlatformModule(module))
  // A frame that may be left from an earlier call speaks only where no better one does.
  const found = outside.find(({ isStale }) => !isStale) ?? outside[0]
  return found === undefined ? '' : fileName(dump, found.module)
}

/** True where every frame that points at the suspect may be left from an earlier call. */
export function isStaleSuspect(dump: Pick<CrashDump, 'frames'>, suspect: string): boolean {
  const stem = suspect.replace(/\.\w+$/, '').toLowerCase()
  const frames = dump.frames.filter(({ module }) => module.toLowerCase() === stem)
  return frames.length > 0 && frames.every(({ isStale }) => isStale)
}

function fileName(dump: CrashDump, module: string): string {
  const stem = module.toLowerCase()
  return dump.modules.find((name) => name.toLowerCase().replace(/\.\w+$/, '') === stem) ?? module
}
