/**
 * How often languages use the letters that ASCII lacks. A letter is followed by its share per thousand such letters, in
 * small letters; rounded from general letter statistics, since the evidence is a few words and not a book.
 * Letters of other scripts are all of them, so their shares are those of the alphabet.
 */
import type { SingleByteName } from '../code-pages.ts'

export interface Language {
  readonly name: string
  readonly letters: string
  /** Words of plain ASCII that its messages are full of, and English or other names in a log are not. */
  readonly words?: string
  /**
   * Where a letter stands that other pages show as another: `ã>oes` before one of these, `ï<aoéu` behind one of them;
   * `$` is the end of a word, `^` its begin.
   */
  readonly habits?: string
  /** Bits for how many logs are in it, against the others of its pages; absent = 0. */
  readonly prior?: number
  readonly pages: readonly SingleByteName[]
}

const WESTERN = ['windows-1252', 'ibm850', 'ibm437'] as const
const CENTRAL = ['windows-1250', 'ibm852'] as const
const BALTIC = ['windows-1257', 'ibm775'] as const
const RUSSIAN = ['windows-1251', 'ibm866', 'koi8-r'] as const

export const LANGUAGES: readonly Language[] = [
  {
    name: 'fr',
    letters: 'é520à140è90ê55ç30ô25î20ù15û12â15ï6œ6ë3ü1ÿ1',
    words:
      'le la les des est pas une pour dans fichier sur par que qui avec du cette aucun sont lors',
    habits: 'ê>tmclvn à>$ ù>$ ï<aoéu ë<aoei',
    pages: WESTERN,
  },
  {
    name: 'de',
    letters: 'ü370ä330ö180ß110é3',
    words:
      'der die das nicht ist und kann wurde werden ein eine den im mit zu von dem auf wird oder es datei',
    habits: 'ß<aeiouäöü',
    pages: WESTERN,
  },
  {
    name: 'es',
    letters: 'ó370á190í200é130ú60ñ60ü3ç1',
    words: 'el los las del para que por con una archivo sistema pudo como este esta hay desea',
    habits: 'ñ>aoeiu',
    pages: WESTERN,
  },
  {
    name: 'pt',
    letters: 'ã200ç180á130é110í90ó70õ60ê60ú35à40â25ô15ü1',
    words: 'os da para que com uma foi em arquivo sistema pode um ao dos porque',
    habits: 'ã>oes õ>e à>$s ê>nsm',
    pages: WESTERN,
  },
  {
    name: 'it',
    letters: 'è300à270ò130ù110é60ì60î1',
    words: 'il di non del per un con della trovare che una stato impossibile sono',
    habits: 'à>$ ò>$ ù>$ ì>$ è>$',
    pages: WESTERN,
  },
  {
    name: 'sv',
    letters: 'ä420å280ö280é8ü2',
    words: 'det inte att den som och har kan ett av till eller finns',
    pages: WESTERN,
  },
  {
    name: 'da',
    letters: 'ø390å370æ200é12ö6ä5ü3ó2',
    words: 'ikke kan er den det og til af som ved fil kunne der fordi blev',
    pages: WESTERN,
  },
  {
    name: 'fi',
    letters: 'ä800ö180å8é2š1',
    words: 'ei ole ja tai ett joka ovat tiedostoa voi se',
    pages: WESTERN,
  },
  {
    name: 'nl',
    letters: 'ë430é290ï150è50ö40ü40ê10ó8',
    words: 'het een niet van kan de en wordt bestand voor met zijn dat',
    habits: 'ï<eaoiu ë<eaiou',
    prior: -1,
    pages: WESTERN,
  },
  {
    name: 'is',
    letters: 'ð150á130í140é50ó90ú80ý60þ90æ80ö110',
    words: 'ekki er og sem hefur var',
    prior: -5,
    pages: WESTERN,
  },
  {
    name: 'pl',
    letters: 'ł220ę170ó140ą130ż110ś90ć60ń45ź15',
    words: 'nie jest jako lub przez dla oraz plik tego ten systemu by ponownie',
    pages: CENTRAL,
  },
  {
    name: 'cs',
    letters: 'í250á200ě130é120č90ř90ž80ý80š75ů55ú20ň6ť4ď3ó3',
    words: 'se na nebo byla byl nelze pro jako je soubor tento ve',
    pages: CENTRAL,
  },
  {
    name: 'sk',
    letters: 'á200í160ý140é120č100ú100ž90š80ť80ľ50ň35ô25ä15ď15ó12ĺ2ŕ2',
    words: 'sa na alebo bola bol pre ako je nie tento do vo nebol',
    prior: -1,
    pages: CENTRAL,
  },
  {
    name: 'hu',
    letters: 'é300á300ö100ó100ő80ü60í55ú30ű20',
    words: 'az nem meg sikeresen egy nincs van rendszer vagy mert el hogy',
    pages: CENTRAL,
  },
  {
    name: 'ro',
    letters: 'ă340ţ210î130ş190â130',
    words: 'nu este pentru cu sau din care sistemul fost de la prin',
    habits: 'î<^',
    pages: CENTRAL,
  },
  {
    name: 'hr',
    letters: 'č300š280ž250ć120đ60',
    words: 'nije za se ili datoteka sustav je od na nema datoteke',
    prior: -1,
    pages: CENTRAL,
  },
  {
    name: 'tr',
    letters: 'ı310ş170ü150ğ110ç105ö90İ30â4î2',
    words: 've bir sistem dosya belirtilen olarak veya yok kadar bu ile hata',
    pages: ['windows-1254', 'ibm857'],
  },
  {
    name: 'lt',
    letters: 'ė240š190ų170ž120į110ą90č70ū70ę30',
    words: 'yra ir arba ne nurodyto sistema kad nes failo negali nepavyko',
    pages: BALTIC,
  },
  {
    name: 'lv',
    letters: 'ā360ī200ē170š100ū60ņ50ļ40ž30č15ķ15ģ15',
    words: 'nav nevar un vai ir par failu tika',
    pages: BALTIC,
  },
  {
    name: 'et',
    letters: 'ä330õ260ü250ö90š12ž6',
    words: 'ei pole ja faili seade ole',
    prior: -1,
    pages: BALTIC,
  },
  {
    name: 'vi',
    // Where the page has no letter with its tone, the tone is a mark of its own behind the vowel.
    letters:
      '\u0300110\u0323120\u030190\u030960\u030340ư90đ90ô80ê70â60à60á50ơ50ă30ó30í25ú10ù10é10è5',
    words: 'khi cho trong xin vui kh sang trang',
    pages: ['windows-1258'],
  },
  {
    name: 'ru',
    letters:
      'о109е85а80и74н67т63с55р47в45л44к35м32д30п28у26я20ы19ь17г17з16б16ч14й12х10ж9ш7ю6ц5щ4э3ф3ё1ъ1',
    pages: RUSSIAN,
  },
  {
    name: 'uk',
    letters:
      'о94а78н65и61і57в53т52е50р47с40к40д35л36у35м33п29я24з23ь18б17г16й14ч14х12ж9ю9ш8ц8ї7є7щ4ф3ґ1',
    pages: ['windows-1251', 'koi8-u', 'ibm866'],
  },
  {
    name: 'bg',
    letters: 'а118и90о86е86т79н77с48р48в43д36к34л32п28м24з21я17ъ17г16б15у15ч15ж7ц7щ6й6х6ш3ф3ю2ь1',
    prior: -1,
    pages: RUSSIAN,
  },
  {
    name: 'sr',
    letters: 'а115и98о95е90н58р50ј50с48т45у42в38д36к36м33л32п28з16г16б15ш11ч10ц9х7њ7ж6ћ6љ5ђ2ф2џ1',
    prior: -2,
    pages: ['windows-1251'],
  },
  {
    name: 'el',
    letters:
      'α90τ77ο75ι65ε60ν60ρ48σ48κ43π42η40υ40ς38μ34λ32ω25ά22ό28ί27έ22δ19γ18ή20θ13χ13φ9β8ύ11ώ11ξ5ζ4ψ2ϊ1ϋ1',
    pages: ['windows-1253', 'ibm737'],
  },
  {
    name: 'he',
    letters: 'י110ה105ו104ל74א63ר55מ50ת53ב47ש46ע32נ32ם30ק25ד25ח25כ24פ18ס15ן15ג13ז12ט12צ12ך8ף3ץ3',
    pages: ['windows-1255', 'ibm862'],
  },
  {
    name: 'ar',
    letters:
      'ا160ل120ي70م62ن58و55ر45ت46ع35ب32ه30ة30ف30س28د28أ20ق22ك22ح18ج13ش10ص9ط10خ8ض8إ8ى7ذ5ث5ز6ئ5ء5غ4ظ3آ2ؤ2،6',
    pages: ['windows-1256', 'ibm720'],
  },
  {
    name: 'th',
    letters:
      'า78ร64น64อ56เ52ก50่50ง44้42ั42ม38ี34ว33ท32ล30ย30ิ30ด30ค28ส28ห25บ25ต25ป22ะ22ไ19ุ18แ18จ18พ18ข18ช16ใ15์14ื14ำ13โ12็12ู12ถ10ผ10ึ8ณ6ศ6ธ6ซ5ภ5ญ5ษ4ฟ4ๆ2ฐ2ฎ1ฉ2ฝ1ฏ1ฤ1ฆ1ฒ1ฬ1ฮ1',
    pages: ['windows-874'],
  },
]

/** What stands beside words in any language, per thousand letters that ASCII lacks. */
export const SYMBOLS =
  '’25\xa020®20“12”12©10–10„6«8»8…8°8™8—5•5‘4§3·3№3€2µ2²2±1³1¿2¡1º2ª1×1¬1½1¼1¨1´2‹1›1‚1¶1\xad1'

/** Lines and corners of tables that programs of the console draw, per thousand. */
export const BOXES = '─8═6│6║4┌1┐1└1┘1├1┤1╔1╗1╚1╝1╠1╣1┬1┴1┼1░2▒1▓1█2■2'
