/**
 * 7-Zip, which opens what is no zip: 0.9 MB that is loaded only when such an archive was dropped. Workers cannot load it
 * themselves, so its bytes are handed to them.
 */

export async function loadUnpackProgram(): Promise<Uint8Array<ArrayBuffer>> {
  const { default: packed } = await import('7z-wasm/7zz.wasm?deflated')
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(inflated).arrayBuffer())
}
