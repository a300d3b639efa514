/** The text layer as a script for a page: what reads bytes there is the same code as in Node. */
import { decoderFor } from '../../../src/core/text/decoder.ts'
import { detectEncoding } from '../../../src/core/text/encoding.ts'

export interface TextLayer {
  readonly decoderFor: typeof decoderFor
  readonly detectEncoding: typeof detectEncoding
}

const layer: TextLayer = { decoderFor, detectEncoding }
Object.assign(globalThis, { textLayer: layer })
