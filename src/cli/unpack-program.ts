/** 7-Zip in Node: compiled when the first archive needs it, run in this thread. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { inlineUnpacker } from '../core/bundle/unpack/inline-unpacker.ts'
import type { Unpacker } from '../core/bundle/unpack/unpacking.ts'

let loading: Promise<WebAssembly.Module> | null = null

export function loadUnpackProgram(): Promise<WebAssembly.Module> {
  const path = createRequire(import.meta.url).resolve('7z-wasm/7zz.wasm')
  loading ??= readFile(path).then((bytes) => WebAssembly.compile(bytes))
  return loading
}

export function nodeUnpacker(): Unpacker {
  return inlineUnpacker(loadUnpackProgram)
}
