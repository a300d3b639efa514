/** Entries that a person pinned to a moment: screenshots and notes, which carry no times of their own. */
import { chosenFor, type PinChoices } from '../model/choices.ts'
import type { Story } from '../model/story.ts'
import { isPlausibleTime, laneOf } from './lane-building.ts'
import type { Lane, TimelineMark } from './lanes.ts'

export function pinsLane(story: Story, pins: PinChoices): readonly Lane[] {
  const marks = story.files.flatMap(({ path }, index): readonly TimelineMark[] => {
    const at = chosenFor(pins, path) ?? NaN
    if (!isPlausibleTime(at)) return []
    return [
      {
        id: `pin-${index}`,
        at,
        label: path.slice(path.lastIndexOf('/') + 1),
        shape: 'pin',
        code: 0,
        depth: 0,
        target: { path, line: 1 },
        chainNumber: 0,
        assumed: false,
      },
    ]
  })
  return laneOf('pins', [], marks, 1)
}
