/** What the timeline needs of the page. The workspace is one; a test gives another. */
import type { OpenBundle } from '../../../workers/engine-api.ts'
import type { DensityBins } from '../../core/timeline/lanes.ts'
import type { Viewport } from '../../core/timeline/viewport.ts'

export interface TimelineHost {
  readonly bundle: OpenBundle | null
  readonly engine: {
    bins(from: number, to: number, count: number): Promise<readonly DensityBins[]>
  }
  readonly selection: { readonly path: string; readonly line: number; readonly utc: number } | null
  /** Null = the whole span. */
  viewport: Viewport | null
  /** Id of the attempt in view; null = none. */
  readonly attempt: string | null
  /** Shows a line in its log. */
  follow(path: string, line: number, from: 'timeline', utc?: number): void
}
