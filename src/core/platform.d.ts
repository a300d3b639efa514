/**
 * The globals that core may use beside ECMAScript itself, and nothing more, so that a reach for the
 * DOM, the network, the console or a clock is a type error. Browsers, workers and Node 20 all have
 * these. Only core's own tsconfig includes this file: everywhere else the DOM library declares them.
 *
 * Signatures follow lib.dom.d.ts, so that a value made by core fits where the rest of the program
 * wants the DOM type of the same name.
 */

// Bytes

interface Blob {
  readonly size: number
  readonly type: string
  arrayBuffer(): Promise<ArrayBuffer>
  slice(start?: number, end?: number, contentType?: string): Blob
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>
  text(): Promise<string>
}
type BlobPart = ArrayBuffer | ArrayBufferView<ArrayBuffer> | Blob | string
declare const Blob: {
  readonly prototype: Blob
  new (parts?: BlobPart[], options?: { type?: string }): Blob
}

// Text

interface TextDecoder {
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  decode(input?: ArrayBufferLike | ArrayBufferView, options?: { stream?: boolean }): string
}
declare const TextDecoder: {
  readonly prototype: TextDecoder
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder
}

interface TextEncoder {
  readonly encoding: string
  encode(input?: string): Uint8Array<ArrayBuffer>
  encodeInto(source: string, target: Uint8Array): { read: number; written: number }
}
declare const TextEncoder: {
  readonly prototype: TextEncoder
  new (): TextEncoder
}

// Streams

interface QueuingStrategy<T = unknown> {
  highWaterMark?: number
  size?: (chunk: T) => number
}

type ReadableStreamReadResult<T> = { done: false; value: T } | { done: true; value: T | undefined }

interface ReadableStreamDefaultReader<R = unknown> {
  readonly closed: Promise<undefined>
  cancel(reason?: unknown): Promise<void>
  read(): Promise<ReadableStreamReadResult<R>>
  releaseLock(): void
}

interface ReadableStreamDefaultController<R = unknown> {
  readonly desiredSize: number | null
  close(): void
  enqueue(chunk?: R): void
  error(reason?: unknown): void
}

interface UnderlyingSource<R = unknown> {
  start?: (controller: ReadableStreamDefaultController<R>) => unknown
  pull?: (controller: ReadableStreamDefaultController<R>) => void | PromiseLike<void>
  cancel?: (reason?: unknown) => void | PromiseLike<void>
}

interface StreamPipeOptions {
  preventAbort?: boolean
  preventCancel?: boolean
  preventClose?: boolean
  signal?: AbortSignal
}

interface ReadableWritablePair<R = unknown, W = unknown> {
  readable: ReadableStream<R>
  writable: WritableStream<W>
}

interface ReadableStream<R = unknown> {
  readonly locked: boolean
  cancel(reason?: unknown): Promise<void>
  getReader(): ReadableStreamDefaultReader<R>
  pipeThrough<T>(
    transform: ReadableWritablePair<T, R>,
    options?: StreamPipeOptions,
  ): ReadableStream<T>
  pipeTo(destination: WritableStream<R>, options?: StreamPipeOptions): Promise<void>
  tee(): [ReadableStream<R>, ReadableStream<R>]
}
declare const ReadableStream: {
  readonly prototype: ReadableStream
  new <R = unknown>(source?: UnderlyingSource<R>, strategy?: QueuingStrategy<R>): ReadableStream<R>
}

interface WritableStreamDefaultWriter<W = unknown> {
  readonly closed: Promise<undefined>
  readonly desiredSize: number | null
  readonly ready: Promise<undefined>
  abort(reason?: unknown): Promise<void>
  close(): Promise<void>
  releaseLock(): void
  write(chunk?: W): Promise<void>
}

interface UnderlyingSink<W = unknown> {
  start?: (controller: { error(reason?: unknown): void }) => unknown
  write?: (chunk: W) => void | PromiseLike<void>
  close?: () => void | PromiseLike<void>
  abort?: (reason?: unknown) => void | PromiseLike<void>
}

interface WritableStream<W = unknown> {
  readonly locked: boolean
  abort(reason?: unknown): Promise<void>
  close(): Promise<void>
  getWriter(): WritableStreamDefaultWriter<W>
}
declare const WritableStream: {
  readonly prototype: WritableStream
  new <W = unknown>(sink?: UnderlyingSink<W>, strategy?: QueuingStrategy<W>): WritableStream<W>
}

interface TransformStreamDefaultController<O = unknown> {
  readonly desiredSize: number | null
  enqueue(chunk?: O): void
  error(reason?: unknown): void
  terminate(): void
}

interface Transformer<I = unknown, O = unknown> {
  start?: (controller: TransformStreamDefaultController<O>) => unknown
  transform?: (
    chunk: I,
    controller: TransformStreamDefaultController<O>,
  ) => void | PromiseLike<void>
  flush?: (controller: TransformStreamDefaultController<O>) => void | PromiseLike<void>
}

interface TransformStream<I = unknown, O = unknown> {
  readonly readable: ReadableStream<O>
  readonly writable: WritableStream<I>
}
declare const TransformStream: {
  readonly prototype: TransformStream
  new <I = unknown, O = unknown>(
    transformer?: Transformer<I, O>,
    writableStrategy?: QueuingStrategy<I>,
    readableStrategy?: QueuingStrategy<O>,
  ): TransformStream<I, O>
}

type CompressionFormat = 'deflate' | 'deflate-raw' | 'gzip'

interface DecompressionStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly writable: WritableStream<ArrayBuffer | ArrayBufferView<ArrayBuffer>>
}
declare const DecompressionStream: {
  readonly prototype: DecompressionStream
  new (format: CompressionFormat): DecompressionStream
}

interface CompressionStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly writable: WritableStream<ArrayBuffer | ArrayBufferView<ArrayBuffer>>
}
declare const CompressionStream: {
  readonly prototype: CompressionStream
  new (format: CompressionFormat): CompressionStream
}

// Cancelling. Listeners are left out: a loop in core asks `aborted` where it can stop.

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
  throwIfAborted(): void
}
declare const AbortSignal: {
  readonly prototype: AbortSignal
  abort(reason?: unknown): AbortSignal
}

interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: unknown): void
}
declare const AbortController: {
  readonly prototype: AbortController
  new (): AbortController
}

// WebAssembly: only what starts a module whose bytes are already here. The streaming entry points
// are absent, since they fetch.

declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  const Memory: {
    readonly prototype: Memory
    new (descriptor: { initial: number; maximum?: number; shared?: boolean }): Memory
  }

  interface Table {
    readonly length: number
    get(index: number): unknown
  }

  interface Global {
    value: unknown
  }

  type ExportValue = ((...args: never[]) => unknown) | Memory | Table | Global
  type Exports = Record<string, ExportValue>
  type ImportValue = ExportValue | number | bigint
  type Imports = Record<string, Record<string, ImportValue>>

  interface Module {
    readonly [Symbol.toStringTag]: string
  }
  const Module: {
    readonly prototype: Module
    new (bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Module
  }

  interface Instance {
    readonly exports: Exports
  }
  const Instance: {
    readonly prototype: Instance
    new (module: Module, imports?: Imports): Instance
  }

  function compile(bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Promise<Module>
  function instantiate(module: Module, imports?: Imports): Promise<Instance>
  function instantiate(
    bytes: ArrayBuffer | ArrayBufferView<ArrayBuffer>,
    imports?: Imports,
  ): Promise<{ module: Module; instance: Instance }>
}
