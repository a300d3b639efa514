/** Where the reader is in the open bundle: the line, the log in the viewer and what is filtered of it, the part of time. */
import type { Engine } from './connections.ts'

/** The line that the reader is at. */
export interface Selection {
  readonly path: string
  readonly line: number
  /** UtcMs of the line's record; NaN = not known (yet), or the line has none. */
  readonly utc: number
  readonly from: 'evidence' | 'log' | 'timeline' | 'search' | 'seek' | 'opening'
  /** Counts the times that the reader was led somewhere: following the same link twice leads there twice. */
  readonly visit: number
}

/** The part of time that the timeline shows, UtcMs. */
export interface Viewport {
  readonly from: number
  readonly to: number
}

export class ReaderPlace {
  readonly engine: Engine
  #visits = 0

  /** The line that the reader is at; null before the first. */
  selection = $state.raw<Selection | null>(null)
  /** Null = the whole span. */
  viewport = $state.raw<Viewport | null>(null)
  /** Id of the attempt in view; null = none. */
  attempt = $state<string | null>(null)
  /** The log in the viewer. */
  logPath = $state<string | null>(null)
  logLevel = $state(0)
  logText = $state('')
  /** Counts the times that the reader asked to see a place or a file in the viewer. */
  arrivals = $state(0)

  constructor(engine: Engine) {
    this.engine = engine
  }

  /** Goes to a line: the viewer shows it, and the timeline its moment once that is known. */
  follow(path: string, line: number, from: Selection['from'], utc = NaN): void {
    this.logPath = path
    // A line that is asked for is shown whatever the filter says; the next error stands in every list of levels.
    if (from !== 'log' && (from !== 'seek' || this.logText !== '')) {
      this.logLevel = 0
      this.logText = ''
    }
    if (from === 'evidence') this.arrivals++
    const selection = { path, line, utc, from, visit: ++this.#visits }
    this.selection = selection
    if (Number.isFinite(utc)) return
    this.engine.lines(path, line, 1).then(
      ([found]) => {
        if (this.selection !== selection || found === undefined) return
        if (Number.isFinite(found.utc)) this.selection = { ...selection, utc: found.utc }
      },
      () => undefined,
    )
  }

  /** Opens a file in the viewer, at its beginning or where the reader is in it. */
  showLog(path: string): void {
    this.logPath = path
    this.arrivals++
  }

  /** Brings a moment into the timeline's view: as it is where it shows it already, else moved, never zoomed. */
  showMoment(utc: number): void {
    const { viewport } = this
    if (viewport === null || (utc >= viewport.from && utc <= viewport.to)) return
    const half = (viewport.to - viewport.from) / 2
    this.viewport = { from: utc - half, to: utc + half }
  }

  /** The bundle is closed: nobody is anywhere in it. */
  protected leave(): void {
    this.selection = null
    this.viewport = null
    this.attempt = null
    this.logPath = null
    this.logLevel = 0
    this.logText = ''
  }
}
