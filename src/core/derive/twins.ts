/** Files that say the same twice: setuperr.log repeats the Error lines of setupact.log; collectors copy one log to two folders. */
import type { LogFile } from '../model/log-file.ts'

/** Index of the file that each file repeats, or -1. The story reads only files that repeat no other. */
export function findTwins(files: readonly LogFile[]): readonly number[] {
  return files.map((file, index) => {
    const err = /^(.*?)setuperr([^/]*)$/i.exec(file.path)
    if (err) {
      const wanted = `${err[1] ?? ''}setupact${err[2] ?? ''}`.toLowerCase()
      const act = files.findIndex((other) => other.path.toLowerCase() === wanted)
      if (act >= 0 && covers(files[act] as LogFile, file)) return act
    }
    return files.findIndex((other, earlier) => earlier < index && isCopy(other, file))
  })
}

/** A setupact.log that begins after its setuperr.log's last line is of another run: both count then. */
function covers(act: LogFile, err: LogFile): boolean {
  if (err.table.length === 0) return true
  const [from, to] = span(act)
  const [errFrom, errTo] = span(err)
  return Number.isNaN(errFrom) || (errTo >= from && errFrom <= to)
}

function span(file: LogFile): readonly [number, number] {
  let from = Number.NaN
  let to = Number.NaN
  for (const time of file.table.time) {
    if (Number.isNaN(time)) continue
    if (!(time >= from)) from = time
    if (!(time <= to)) to = time
  }
  return [from, to]
}

function isCopy(a: LogFile, b: LogFile): boolean {
  if (a.bytes !== b.bytes || a.format !== b.format || a.table.length !== b.table.length)
    return false
  if (a.lines !== b.lines || a.table.length === 0) return false
  const step = Math.max(1, Math.floor(a.table.length / 64))
  for (let row = 0; row < a.table.length; row += step) {
    if (a.table.size[row] !== b.table.size[row]) return false
    if (!Object.is(a.table.time[row], b.table.time[row])) return false
  }
  return sameSignals(a, b)
}

/** Two dumps have one layout and no times: what they say is what differs. */
function sameSignals(a: LogFile, b: LogFile): boolean {
  if (a.signals.length !== b.signals.length) return false
  const step = Math.max(1, Math.floor(a.signals.length / 64))
  for (let index = 0; index < a.signals.length; index += step)
    if (JSON.stringify(a.signals[index]) !== JSON.stringify(b.signals[index])) return false
  return true
}
