/** `20140926000000.000000+000`, as WMI writes a date, to `2014-09-26`; other texts stay as they are. */
export function dateOfWmi(value: string): string {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)\d{6}\./.exec(value) ?? []
  return year === undefined ? value : `${year}-${month}-${day}`
}
