/** Bytes of a file, deflated, in base64: see src/cli/deflated.ts. */
declare module '*?deflated' {
  const base64: string
  export default base64
}
