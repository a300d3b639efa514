/**
 * Indexes of literals, made once: a bundle has thousands of small files, and making the index costs more than searching one of them.
 * Kept by the identity of the two lists they are made of, which are a format's and the rules' own and never change.
 */
import type { Signature } from './format.ts'
import { NeedleIndex } from './needle-index.ts'

const kept = new WeakMap<object, WeakMap<readonly Signature[], NeedleIndex>>()

/** Targets below `kinds.length` are the kinds, the rest are the signatures. */
export function keptIndex(
  kinds: readonly { readonly needle: string | readonly string[] }[],
  signatures: readonly Signature[],
): NeedleIndex {
  const ofKinds = kept.get(kinds) ?? new WeakMap<readonly Signature[], NeedleIndex>()
  kept.set(kinds, ofKinds)
  const known = ofKinds.get(signatures)
  if (known !== undefined) return known
  const made = new NeedleIndex([
    ...kinds.map(({ needle }) => (typeof needle === 'string' ? [needle] : needle)),
    ...signatures.map(({ needle }) => [needle]),
  ])
  ofKinds.set(signatures, made)
  return made
}

/** For formats without kinds of their own. */
export const NO_KINDS: readonly { readonly needle: string }[] = []
