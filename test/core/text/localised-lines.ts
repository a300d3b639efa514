/**
 * What a Windows log may say in the languages of its code pages, written for these tests. Each message stands in a line that
 * is ASCII but for it.
 */
import type { EncodingName } from '../../../src/core/model/log-file.ts'

export interface LocalisedLog {
  readonly language: string
  /** The pages that Windows writes it in: of its windows first, then of its console. */
  readonly pages: readonly EncodingName[]
  readonly messages: readonly string[]
}

export const LOCALISED: readonly LocalisedLog[] = [
  {
    language: 'Polish',
    pages: ['windows-1250', 'ibm852'],
    messages: [
      'Operacja ukończona pomyślnie.',
      'Nie można odnaleźć określonego pliku.',
      'Odmowa dostępu.',
      'System nie może odnaleźć określonej ścieżki.',
      'Urządzenie nie jest gotowe do użycia.',
      'Usługa nie została uruchomiona, ponieważ jest wyłączona.',
      'Za mało pamięci, aby ukończyć żądanie.',
      'Instalowanie sterownika zakończyło się błędem.',
    ],
  },
  {
    language: 'Czech',
    pages: ['windows-1250', 'ibm852'],
    messages: [
      'Operace byla dokončena úspěšně.',
      'Systém nemůže nalézt uvedený soubor.',
      'Přístup byl odepřen.',
      'Zařízení není připraveno k použití.',
      'Službu nelze spustit, protože je zakázaná.',
      'Ovladač se nepodařilo nainstalovat.',
      'Parametr není správný, příkaz bude ukončen.',
      'Čekání na připojení vypršelo.',
    ],
  },
  {
    language: 'Hungarian',
    pages: ['windows-1250', 'ibm852'],
    messages: [
      'A művelet sikeresen befejeződött.',
      'A rendszer nem találja a megadott fájlt.',
      'A hozzáférés megtagadva.',
      'Az eszköz nem áll készen a használatra.',
      'Az illesztőprogram telepítése meghiúsult.',
      'Nincs elegendő memória a kérés végrehajtásához.',
      'A szolgáltatás nem indítható el, mert le van tiltva.',
    ],
  },
  {
    language: 'Romanian',
    pages: ['windows-1250', 'ibm852'],
    messages: [
      'Operaţia s-a încheiat cu succes.',
      'Sistemul nu găseşte fişierul specificat.',
      'Accesul este interzis în această aplicaţie.',
      'Dispozitivul nu este pregătit pentru utilizare.',
      'Instalarea driverului a eşuat, încercaţi din nou.',
      'Nu există suficientă memorie pentru această comandă.',
    ],
  },
  {
    language: 'Russian',
    pages: ['windows-1251', 'ibm866', 'koi8-r'],
    messages: [
      'Операция успешно завершена.',
      'Не удается найти указанный файл.',
      'Отказано в доступе.',
      'Системе не удается найти указанный путь.',
      'Устройство не готово к работе.',
      'Служба не запущена, поскольку она отключена.',
      'Установка драйвера завершилась с ошибкой «неверный параметр».',
      'Недостаточно памяти для выполнения запроса.',
    ],
  },
  {
    language: 'Ukrainian',
    pages: ['windows-1251', 'koi8-u'],
    messages: [
      'Операцію успішно завершено.',
      'Не вдалося знайти вказаний файл.',
      'Відмовлено в доступі.',
      'Пристрій не готовий до роботи.',
      'Службу не запущено, оскільки її вимкнуто.',
      'Не вистачає пам’яті для виконання запиту.',
    ],
  },
  {
    language: 'Bulgarian',
    pages: ['windows-1251', 'ibm866'],
    messages: [
      'Операцията завърши успешно.',
      'Системата не може да намери указания файл.',
      'Отказан достъп.',
      'Устройството не е готово за работа.',
      'Няма достатъчно памет за изпълнение на заявката.',
    ],
  },
  {
    language: 'French',
    pages: ['windows-1252', 'ibm850', 'ibm437'],
    messages: [
      'Opération terminée avec succès.',
      'Le fichier spécifié est introuvable à cet emplacement.',
      'Accès refusé.',
      "Le périphérique n'est pas prêt à être utilisé.",
      "Le service n'a pas démarré, car il est désactivé.",
      'Mémoire insuffisante pour exécuter la requête.',
      "Échec de l'installation du pilote « imprimante ».",
    ],
  },
  {
    language: 'German',
    pages: ['windows-1252', 'ibm850', 'ibm437'],
    messages: [
      'Der Vorgang wurde ordnungsgemäß ausgeführt.',
      'Das System kann die angegebene Datei nicht öffnen.',
      'Das Gerät ist nicht verfügbar.',
      'Der Dienst wurde nicht gestartet, da er deaktiviert ist oder gelöscht wird.',
      'Für diesen Befehl ist nicht genügend Speicher vorhanden.',
      'Ungültiger Parameter: Größe überschritten.',
    ],
  },
  {
    language: 'Spanish',
    pages: ['windows-1252', 'ibm850', 'ibm437'],
    messages: [
      'La operación se completó correctamente.',
      'El sistema no encontró el archivo especificado en la ubicación.',
      'El parámetro no es válido.',
      'El dispositivo no está listo para su uso en este año.',
      'No se pudo iniciar el servicio porque está deshabilitado; ¿desea reintentar la acción?',
      'No hay suficiente memoria para la petición, pruebe mañana.',
    ],
  },
  {
    language: 'Portuguese',
    pages: ['windows-1252', 'ibm850'],
    messages: [
      'A operação foi concluída com êxito.',
      'O sistema não pode encontrar o arquivo especificado.',
      'O dispositivo não está pronto para utilização.',
      'O serviço não pôde ser iniciado porque está desativado.',
      'Memória insuficiente para executar a solicitação.',
    ],
  },
  {
    language: 'Italian',
    pages: ['windows-1252', 'ibm850'],
    messages: [
      'Impossibile trovare il file: la funzionalità non è disponibile.',
      'Il dispositivo non è pronto.',
      'Il servizio non è stato avviato perché è disabilitato.',
      'Si è verificato un errore, riprovare più tardi.',
    ],
  },
  {
    language: 'Swedish',
    pages: ['windows-1252', 'ibm850'],
    messages: [
      'Åtgärden har slutförts.',
      'Det går inte att hitta filen.',
      'Enheten är inte klar att användas.',
      'Tjänsten startades inte eftersom den är avstängd.',
      'Otillräckligt minne för att köra begäran.',
    ],
  },
  {
    language: 'Danish',
    pages: ['windows-1252', 'ibm850'],
    messages: [
      'Handlingen er fuldført.',
      'Systemet kan ikke finde den angivne fil på drevet.',
      'Adgang nægtet.',
      'Enheden er ikke klar til at blive brugt, prøv igen.',
      'Tjenesten kunne ikke køre, fordi den er slået fra.',
    ],
  },
  {
    language: 'Greek',
    pages: ['windows-1253', 'ibm737'],
    messages: [
      'Η λειτουργία ολοκληρώθηκε με επιτυχία.',
      'Δεν είναι δυνατή η εύρεση του καθορισμένου αρχείου.',
      'Δεν επιτρέπεται η πρόσβαση.',
      'Η συσκευή δεν είναι έτοιμη για χρήση.',
      'Η εγκατάσταση του προγράμματος οδήγησης απέτυχε.',
      'Δεν υπάρχει αρκετή μνήμη για την εκτέλεση της εντολής.',
    ],
  },
  {
    language: 'Turkish',
    pages: ['windows-1254', 'ibm857'],
    messages: [
      'İşlem başarıyla tamamlandı.',
      'Sistem belirtilen dosyayı bulamıyor.',
      'Erişim engellendi.',
      'Aygıt kullanıma hazır değil.',
      'Hizmet devre dışı olduğu için başlatılamadı.',
      'İsteği yerine getirmek için yeterli bellek yok, lütfen çıkış yapın.',
    ],
  },
  {
    language: 'Hebrew',
    pages: ['windows-1255', 'ibm862'],
    messages: [
      'הפעולה הושלמה בהצלחה.',
      'המערכת אינה מוצאת את הקובץ שצוין.',
      'הגישה נדחתה.',
      'ההתקן אינו מוכן לשימוש.',
      'התקנת מנהל ההתקן נכשלה עקב שגיאה.',
      'אין די זיכרון לביצוע הבקשה.',
    ],
  },
  {
    language: 'Arabic',
    pages: ['windows-1256', 'ibm720'],
    messages: [
      'تمت العملية بنجاح.',
      'تعذر على النظام العثور على الملف المحدد.',
      'تم رفض الوصول.',
      'الجهاز غير جاهز للاستخدام.',
      'فشل تثبيت برنامج التشغيل بسبب خطأ في المعلمات.',
      'لا توجد ذاكرة كافية لتنفيذ هذا الطلب.',
    ],
  },
  {
    language: 'Lithuanian',
    pages: ['windows-1257', 'ibm775'],
    messages: [
      'Operacija baigta sėkmingai.',
      'Sistema neranda nurodyto failo, patikrinkite kelią ir bandykite dar kartą.',
      'Prieiga uždrausta.',
      'Įrenginys neparengtas naudoti.',
      'Tarnybos paleisti nepavyko, nes ji išjungta.',
      'Trūksta atminties šiai užklausai įvykdyti.',
    ],
  },
  {
    language: 'Latvian',
    pages: ['windows-1257', 'ibm775'],
    messages: [
      'Darbība veiksmīgi pabeigta.',
      'Sistēma nevar atrast norādīto failu.',
      'Piekļuve liegta.',
      'Ierīce nav gatava lietošanai.',
      'Draivera instalēšana neizdevās, mēģiniet vēlreiz.',
      'Nepietiek atmiņas šīs komandas izpildei.',
    ],
  },
  {
    language: 'Estonian',
    pages: ['windows-1257', 'ibm775'],
    messages: [
      'Toiming on edukalt lõpule viidud.',
      'Süsteem ei leia määratud faili.',
      'Juurdepääs on keelatud.',
      'Seade pole kasutamiseks valmis, käivitage uuesti.',
      'Mälu ei ole päringu täitmiseks piisavalt, õige väärtus puudub.',
    ],
  },
  {
    language: 'Vietnamese',
    pages: ['windows-1258'],
    messages: [
      'Thao tác đã hoàn tất thành công.',
      'Hệ thống không tìm thấy tệp đã chỉ định.',
      'Quyền truy cập bị từ chối.',
      'Thiết bị chưa sẵn sàng để sử dụng.',
      'Không đủ bộ nhớ để thực hiện yêu cầu này.',
      'Cài đặt trình điều khiển không thành công.',
    ],
  },
  {
    language: 'Thai',
    pages: ['windows-874'],
    messages: [
      'การดำเนินการเสร็จสมบูรณ์แล้ว',
      'ระบบไม่พบแฟ้มที่ระบุ',
      'การเข้าถึงถูกปฏิเสธ',
      'อุปกรณ์ยังไม่พร้อมใช้งาน',
      'การติดตั้งโปรแกรมควบคุมล้มเหลว',
      'หน่วยความจำไม่เพียงพอสำหรับคำสั่งนี้',
    ],
  },
  {
    language: 'Simplified Chinese',
    pages: ['gb18030'],
    messages: [
      '操作成功完成。',
      '系统找不到指定的文件。',
      '拒绝访问。',
      '设备尚未就绪，请稍后再试。',
      '该服务未启动，原因可能是已被禁用。',
      '驱动程序安装失败（参数不正确）。',
      '内存不足，无法处理此命令。',
    ],
  },
  {
    language: 'Traditional Chinese',
    pages: ['big5'],
    messages: [
      '操作順利完成。',
      '系統找不到指定的檔案。',
      '存取被拒。',
      '裝置尚未就緒，請稍後再試。',
      '服務並未啟動，可能已經停用。',
      '驅動程式安裝失敗（參數錯誤）。',
      '記憶體不足，無法處理此命令。',
    ],
  },
  {
    language: 'Japanese',
    pages: ['shift_jis'],
    messages: [
      'この操作を正しく終了しました。',
      '指定されたファイルが見つかりません。',
      'アクセスが拒否されました。',
      'デバイスの準備ができていません。',
      'ドライバーのインストールに失敗しました。',
      'このコマンドを実行するのに十分なメモリがありません。',
    ],
  },
  {
    language: 'Korean',
    pages: ['euc-kr'],
    messages: [
      '작업을 완료했습니다.',
      '지정된 파일을 찾을 수 없습니다.',
      '액세스가 거부되었습니다.',
      '장치가 준비되지 않았습니다.',
      '드라이버를 설치하지 못했습니다.',
      '이 명령을 처리하기에 메모리가 부족합니다.',
    ],
  },
]
