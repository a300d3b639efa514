/** Levels of events as exports print them, in the language of the machine that exported. */

/** By level: 1 critical, 2 error, 3 warning, 5 verbose. All else is information. In lower case. */
const WORDS: readonly (readonly [number, string])[] = [
  [1, 'critical kritisch critique crítico critico kritiek kritisk kritická krytyczne krytyczny kritikus kritik критический критическая критично 关键 嚴重 重大 위험 vital'],
  [2, 'error fehler erreur errore erro fout fel fejl feil virhe chyba błąd hiba hata ошибка помилка 错误 錯誤 エラー 오류 failureaudit'],
  [3, 'warning warnung avertissement advertencia avviso aviso waarschuwing varning advarsel varoitus upozornění varovanie ostrzeżenie figyelmeztetés uyarı предупреждение попередження 警告 경고'],
  [5, 'verbose ausführlich commentaires detallado dettagliato detalhado uitgebreid utförlig podrobné подробно 详细 詳細資訊 詳細 자세히'],
] // prettier-ignore

const levels: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap(([level, words]) => words.split(' ').map((word) => [word, level] as const)),
)

/** As EventRecord.level, of a word or a number; 4 = information, and words that are not known. */
export function levelOfWord(text: string): number {
  const word = text.trim().toLowerCase()
  if (/^[0-5]$/.test(word)) return Number(word)
  return levels.get(word) ?? 4
}
