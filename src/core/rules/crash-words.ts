/** What the call stack of a crash says, in words, and the lines that show it. */
import { isStaleSuspect } from '../derive/crash-suspect.ts'
import { isPlatformModule } from '../derive/platform-modules.ts'
import type { CrashFrame } from '../model/crash.ts'
import type { Crash, Place } from '../model/story.ts'
import type { Localized } from '../model/units.ts'
import { say } from './rule.ts'

/** A machine that has been up for longer than this is past the loading of its boot drivers. */
const STARTING_MS = 10 * 60_000

/** Frames of a component of Windows that are worth naming where no other driver stands on the stack. */
const MOST_NAMED = 3

/** `ndis!NdisFDeregisterFilterDriver+0x47`, `lwfmgr+0x5167`. */
export function frameText({ module, offset, symbol }: CrashFrame): string {
  if (module === '') return offset
  return symbol === '' ? `${module}+${offset}` : `${module}!${symbol}`
}

/** Lines of the frames that tell: where it fell, and every frame of the suspect. */
export function framePlaces(crash: Crash): readonly Place[] {
  return toldFrames(crash).map(({ line }) => ({ file: crash.place.file, line }))
}

/** Where it fell, by whose call, and what was special about it. null = the dump gives no stack. */
export function stackWords(crash: Crash): Localized | null {
  const [top] = crash.frames
  if (top === undefined) return null
  const others = toldFrames(crash).slice(1).map(frameText)
  const where = frameText(top)
  const by =
    others.length === 0
      ? say('', '')
      : say(`, called through ${others.join(' and ')}`, `，调用者为 ${others.join('、')}`)
  const handle =
    crash.nullRegister === ''
      ? say('', '')
      : say(
          ` The faulting instruction used a null handle or pointer (register ${crash.nullRegister} is 0).`,
          `出错指令使用了空句柄或空指针（寄存器 ${crash.nullRegister} 为 0）。`,
        )
  const loading = isLoading(crash)
    ? say(
        ` ${crash.loading} was being loaded at that time: its entry function stands on the stack of the System process.`,
        `当时正在加载驱动程序 ${crash.loading}：其入口函数位于 System 进程的调用堆栈中。`,
      )
    : say('', '')
  const method =
    crash.method === 'scan'
      ? say(
          ' The stack was found in part by looking for return addresses, so some frames may be left from earlier calls.',
          '部分调用堆栈是通过查找返回地址得到的，其中有些帧可能是以前调用的残留。',
        )
      : say('', '')
  return say(
    `The stack in the dump: ${where}${by.en}.${handle.en}${loading.en}${method.en}`,
    `转储文件中的调用堆栈：${where}${by.zh}。${handle.zh}${loading.zh}${method.zh}`,
  )
}

/** A driver that stands on a confirmed part of the stack is shown; what may be a left-over is suspected. */
export function isSuspectShown(crash: Crash): boolean {
  return crash.suspect !== '' && crash.frames.length > 0 && !isStaleSuspect(crash, crash.suspect)
}

/** In the function at a driver's entry point, on a System thread, soon after the start of the machine. */
export function isLoading(crash: Crash): boolean {
  return (
    crash.loading !== '' &&
    crash.process === 'System' &&
    !Number.isNaN(crash.uptimeMs) &&
    crash.uptimeMs < STARTING_MS
  )
}

function toldFrames(crash: Crash): readonly CrashFrame[] {
  const [top, ...rest] = crash.frames
  if (top === undefined) return []
  const stem = crash.suspect.replace(/\.\w+$/, '').toLowerCase()
  const own = rest.filter(({ module }) => module.toLowerCase() === stem)
  if (stem !== '' && (own.length > 0 || top.module.toLowerCase() === stem))
    return [top, ...own.slice(0, MOST_NAMED)]
  return [top, ...componentFrames(rest)]
}

/** Where only Windows' own code is on the stack: the named functions of its components other than the kernel, and their callers. */
function componentFrames(frames: readonly CrashFrame[]): readonly CrashFrame[] {
  const told = frames.filter(
    ({ module, isStale }) =>
      module !== '' && module !== 'nt' && module !== 'hal' && isPlatformModule(module) && !isStale,
  )
  const named = told.filter(({ symbol, isNear }) => symbol !== '' && !isNear)
  const last = named.at(-1)
  const caller = last === undefined ? told[0] : told[told.indexOf(last) + 1]
  return [...(last ? [last] : []), ...(caller ? [caller] : [])].slice(0, MOST_NAMED)
}
