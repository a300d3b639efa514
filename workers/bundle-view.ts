/** What the files of a bundle say, made at one moment and replaced whole. */
import { timeOfRow } from '../src/core/derive/materials.ts'
import type { Analysis } from '../src/core/model/analysis.ts'
import type { LogFile } from '../src/core/model/log-file.ts'
import type { Story } from '../src/core/model/story.ts'
import { describeBundle } from '../src/core/pipeline/describe-bundle.ts'
import type { BundleSources } from '../src/core/pipeline/describe-bundle.ts'
import { buildTimeline } from '../src/core/timeline/build-timeline.ts'
import { bins, densityIndex } from '../src/core/timeline/density.ts'
import type { DensityIndex } from '../src/core/timeline/density.ts'
import type { DensityBins, TimelineModel } from '../src/core/timeline/lanes.ts'

export class BundleView {
  readonly story: Story
  readonly analysis: Analysis
  readonly timeline: TimelineModel
  readonly #indexOf: ReadonlyMap<string, number>
  /** Made per log when its bins are first asked for. */
  readonly #density = new Map<number, DensityIndex>()

  constructor(story: Story, analysis: Analysis, timeline: TimelineModel) {
    this.story = story
    this.analysis = analysis
    this.timeline = timeline
    this.#indexOf = new Map(story.files.map(({ path }, index) => [path, index]))
  }

  file(path: string): LogFile | undefined {
    return this.story.files[this.indexOf(path)]
  }

  /** -1 = no such log. */
  indexOf(path: string): number {
    return this.#indexOf.get(path) ?? -1
  }

  bins(from: number, to: number, count: number): readonly DensityBins[] {
    return this.timeline.lanes.flatMap((lane) => {
      const index = lane.kind === 'density' ? this.indexOf(lane.path) : -1
      return index < 0 ? [] : [bins(this.#densityOf(index), from, to, count)]
    })
  }

  #densityOf(index: number): DensityIndex {
    const known = this.#density.get(index)
    if (known !== undefined) return known
    const { story } = this
    const made = densityIndex(story.files[index] as LogFile, index, (file, row) =>
      timeOfRow(story, file, row),
    )
    this.#density.set(index, made)
    return made
  }
}

export async function makeView(sources: BundleSources): Promise<BundleView> {
  const { story, judgement, analysis } = await describeBundle(sources)
  const { findings, verdict } = judgement
  const chain = verdict.chain.flatMap((id) => findings.find((finding) => finding.id === id) ?? [])
  return new BundleView(story, analysis, buildTimeline(story, chain, sources.choices.pins))
}
