/**
 * Windows code pages of one byte per character, as tables of our own: Node 20 decodes 0x80-0x9F of
 * windows-1252 as C1 controls where browsers follow the Encoding Standard, and the same bytes must
 * give the same analysis in both. Source: encoding.spec.whatwg.org, index-windows-125x.
 */
export type SingleByteName = 'windows-1250' | 'windows-1251' | 'windows-1252'

/** Characters of 0x80..0xFF. U+FFFD-free: bytes that a page leaves open stand for their C1 control. */
const UPPER_HALF: Readonly<Record<SingleByteName, string>> = {
  'windows-1250':
    '€\x81‚\x83„…†‡\x88‰Š‹ŚŤŽŹ\x90‘’“”•–—\x98™š›śťžź\xa0ˇ˘Ł¤Ą¦§¨©Ş«¬\xad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż' +
    'ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙',
  'windows-1251':
    'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї' +
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
  'windows-1252':
    '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ\xa0¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿' +
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
}

export function decodeSingleByte(name: SingleByteName, bytes: Uint8Array): string {
  const upper = UPPER_HALF[name]
  let text = ''
  let plain = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 0x80) continue
    text += asciiText(bytes, plain, at) + upper.charAt(byte - 0x80)
    plain = at + 1
  }
  return text + asciiText(bytes, plain, bytes.length)
}

/** The character of one byte >= 0x80 in windows-1252. */
export function westernCharacter(byte: number): string {
  return UPPER_HALF['windows-1252'].charAt(byte - 0x80)
}

const ascii = new TextDecoder('utf-8', { ignoreBOM: true })

function asciiText(bytes: Uint8Array, start: number, end: number): string {
  return start === end ? '' : ascii.decode(bytes.subarray(start, end))
}
