/** A nominal type: `Brand<number, 'UtcMs'>` and `Brand<number, 'WallMs'>` do not mix by accident. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }
