/** Texts that are no log of Windows, made by a seeded generator: no format may claim them. */

const WORDS = 'error setup driver phase install warning info status code the of and to in windows package'
  .split(' ') // prettier-ignore

type Random = () => number

export function noiseTexts(random: Random): ReadonlyMap<string, string> {
  const pick = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? ''
  const number = (below: number): number => Math.floor(random() * below)
  const lines = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n')
  const words = (count: number): string => Array.from({ length: count }, pick).join(' ')
  return new Map([
    ['words', lines(200, () => words(3 + number(12)))],
    ['c source', lines(200, (i) => (i % 3 === 0 ? `#define ${pick().toUpperCase()} 0x${number(99999).toString(16)}` : `    if (${pick()} != ${number(9)}) { return ${pick()}(); } /* ${words(4)} */`))],
    ['json', JSON.stringify(Array.from({ length: 100 }, () => ({ [pick()]: number(1000), time: '2024-01-02 03:04:05', text: words(4) })), null, 1)],
    ['xml', `<?xml version="1.0"?>\n<log>\n${lines(200, () => `  <entry time="2024-01-02T03:04:05" level="Error">${words(5)}</entry>`)}\n</log>`],
    ['ini', lines(200, (i) => (i % 9 === 0 ? `[${pick()} ${pick()}]` : `${pick()}${i} = ${words(3)}`))],
    ['csv', `Time,Level,Text\n${lines(200, () => `2024-01-02 03:04:05,${pick()},"${words(4)}",0x${number(9999)}`)}`],
    ['web server log', lines(200, () => `10.0.0.${number(255)} - - [02/Jan/2024:03:04:05 +0000] "GET /${pick()} HTTP/1.1" ${200 + number(300)} ${number(9999)}`)],
    ['syslog', lines(200, () => `2024-01-02T03:04:05.678Z host ${pick()}[${number(9999)}]: Info ${words(6)}`)],
    ['java log', lines(200, () => `2024-01-02 03:04:05,${100 + number(899)} INFO  [main] ${pick()}.${pick()} - ${words(5)}`)],
  ]) // prettier-ignore
}
