/** The characters that texts of Windows use most, per language: enough to tell overlapping tables apart. */

const COMMON: Readonly<Record<'gb18030' | 'big5' | 'shift_jis' | 'euc-kr', ReadonlySet<string>>> = {
  gb18030: new Set(
    '的一是不在有了我人这中大来上个国和地为子时道说出而要于就下得可你年生自会那后能对着事其里所去行过家用发' +
      '无法系统找到指定路径文件错误代码驱动程序包没安装失败成功操作完更新设备服务启已未请求拒绝访问参数名称目录' +
      '正确句柄内存磁盘足够网络连接超时选择关闭打开进信息数据记录日志版本语言中文配置单元表项类型值执行命令结束' +
      '。，、：；“”（）！？',
  ),
  big5: new Set(
    '的一是不在有了我人這中大來上個國和地為子時道說出而要於就下得可你年生自會那後能對著事其裡所去行過家用發' +
      '無法系統找到指定路徑檔案錯誤代碼驅動程式套件沒安裝失敗成功操作順利完更新裝置服務啟已未請求拒絕存取參數名稱目錄' +
      '正確控制碼記憶體磁碟足夠網路連線逾時選擇關閉開進資訊資料錄日誌版本語言中文設定單元表項類型值執行命令結束' +
      '。，、：；「」（）！？',
  ),
  shift_jis: new Set(
    'のにはをたがでてとしれさいるなもするからこありまくけどそうよっんスルンーイトラリドクアシプタフメデファ' +
      '指定見正常終了操作完了更新失敗成功開始設定実行値名前バジネットワ。、「」・',
  ),
  'euc-kr': new Set(
    '이다는을를에의가은로하고기지사한스니습시그정리어인드트자도치수파일장오류를찾없습설성공실패완료시작' +
      '작업디바업데로드템않경대있할수부서비명령값해',
  ),
}

/** Share of the non-ASCII characters of `text` that are common in that language, 0..1. */
export function commonShare(text: string, encoding: keyof typeof COMMON): number {
  const set = COMMON[encoding]
  let seen = 0
  let common = 0
  for (const character of text) {
    if (character < '\x80') continue
    seen++
    if (set.has(character)) common++
  }
  return seen === 0 ? 0 : common / seen
}
