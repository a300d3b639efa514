import { loadMeanings } from './shared/code-meaning.ts'

/** Loads what the page itself loads only when it is asked for: whoever takes the computer off the network has it then. */
export function loadRest(): Promise<unknown> {
  return Promise.allSettled([loadMeanings(), import('./timeline/export-image.ts')])
}
