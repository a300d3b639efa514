/**
 * First index in ascending `values` whose value is >= `wanted` (`values.length` if none).
 * Works on typed arrays without copying.
 */
export function lowerBound(values: ArrayLike<number>, wanted: number, from = 0): number {
  let low = from
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** First index in ascending `values` whose value is > `wanted` (`values.length` if none). */
export function upperBound(values: ArrayLike<number>, wanted: number, from = 0): number {
  let low = from
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] as number) <= wanted) low = middle + 1
    else high = middle
  }
  return low
}
