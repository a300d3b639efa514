/**
 * What the altitude of a file system filter says of it.
 * https://learn.microsoft.com/windows-hardware/drivers/ifs/load-order-groups-and-altitudes-for-minifilter-drivers
 * https://learn.microsoft.com/windows-hardware/drivers/ifs/allocated-altitudes
 */

interface Group {
  readonly from: number
  /** Included, as are fractions above it. */
  readonly to: number
  readonly name: string
}

const GROUPS: readonly Group[] = [
  { from: 420000, to: 429999, name: 'Filter' },
  { from: 400000, to: 409999, name: 'FSFilter Top' },
  { from: 360000, to: 389999, name: 'FSFilter Activity Monitor' },
  { from: 340000, to: 349999, name: 'FSFilter Undelete' },
  { from: 320000, to: 329999, name: 'FSFilter Anti-Virus' },
  { from: 300000, to: 309999, name: 'FSFilter Replication' },
  { from: 280000, to: 289999, name: 'FSFilter Continuous Backup' },
  { from: 260000, to: 269999, name: 'FSFilter Content Screener' },
  { from: 240000, to: 249999, name: 'FSFilter Quota Management' },
  { from: 220000, to: 229999, name: 'FSFilter System Recovery' },
  { from: 200000, to: 209999, name: 'FSFilter Cluster File System' },
  { from: 180000, to: 189999, name: 'FSFilter HSM' },
  { from: 170000, to: 174999, name: 'FSFilter Imaging' },
  { from: 160000, to: 169999, name: 'FSFilter Compression' },
  { from: 140000, to: 149999, name: 'FSFilter Encryption' },
  { from: 130000, to: 139999, name: 'FSFilter Virtualization' },
  { from: 120000, to: 129999, name: 'FSFilter Physical Quota Management' },
  { from: 100000, to: 109999, name: 'FSFilter Open File' },
  { from: 80000, to: 89999, name: 'FSFilter Security Enhancer' },
  { from: 60000, to: 69999, name: 'FSFilter Copy Protection' },
  { from: 40000, to: 49999, name: 'FSFilter Bottom' },
  { from: 20000, to: 29999, name: 'FSFilter System' },
]

/** Name of the load order group; '' = the text is no altitude, or of no group. */
export function altitudeGroup(altitude: string): string {
  const height = Number.parseFloat(altitude)
  return GROUPS.find(({ from, to }) => height >= from && height < to + 1)?.name ?? ''
}

/**
 * Whose a filter is, by the name that its maker registered for it: a hint beside the altitude. The filters of Windows, and those of
 * security products that meet Setup most often.
 */
const MAKERS: readonly (readonly [maker: string, names: string])[] = [
  ['Microsoft', 'bindflt wcnfs wcifs cldflt iorate ioqos fsdepends csvflt csvnsflt wdfilter mpfilter storqosflt prjflt gameflt bfs luafv unionfs filecrypt npsvctrig wof fileinfo applockerfltr mssecflt ucpd dfsrflt dfsrro dedup resumekeyfilter wimmount fbwf uwfs uwfreg sis svhdxflt filetrace appvvfs appvmon fsctl ahflt msseccore procmon procmon11 procmon23 procmon24'],
  ['CrowdStrike', 'csagent csdevicecontrol'],
  ['SentinelOne', 'sentinelmonitor'],
  ['Trend Micro', 'tmpreflt tmxpflt tmevtmgr tmeyes tmesflt tmkmsnsr fileflt tmums tmumh acdriver sakfile'],
  ['Trellix (McAfee)', 'mfehidk mfencoas mfeaskm mfencfilter mfeeeff epdrv hdlpflt'],
  ['Broadcom (Symantec)', 'srtsp srtsp64 srtspit symefa symefa64 symefasi eectrl bhdrvx86 bhdrvx64 symevnt symevent symhsm vfsenc pgpfs pgpwdefs vfsmfd'],
  ['Sophos', 'sophosed savonaccess sophosdt2 sld hmpalert soidriver'],
  ['Kaspersky', 'klif klam klboot klfdefsf klbg klsnsr klrsps klvfs klfle klbackupflt klsec'],
  ['ESET', 'eamonm ehdrv edevmon'],
  ['Bitdefender', 'avc3 avckf trufos gzflt gemma atc bdfsfltr bdsvm edrsensor ignis vlflt bdprivmon'],
  ['Avast, AVG', 'aswsp aswmonflt aswsnx aswfsblk avgmfx86 avgmfx64 avgtpx64'],
  ['Avira', 'avipbb avgntflt'],
  ['Malwarebytes', 'mbam mbamwatchdog mbamshuriken flightrecorder farwflt'],
  ['Cylance', 'cyoptics cyprotectdrv32 cyprotectdrv64'],
  ['VMware (Carbon Black)', 'carbonblackk b9kernel ctifile cbk7'],
  ['Palo Alto Networks', 'cyvrfsfd tedrdrv'],
  ['Check Point', 'epregflt epklib cpepmon medlpflt'],
  ['Cisco', 'csaam csaav csascr csaenh immunetprotect'],
  ['Tanium', 'taniumrecorderdrv'],
  ['F-Secure', 'fsgk fshs fsatp'],
  ['Panda', 'psinproc psinfile'],
  ['Webroot', 'wrkrn wrcore wraekernel'],
  ['G Data', 'miniicpt hookcentre gddcv'],
  ['AhnLab', 'v3flt2k v3mifint v3ift2k smdrvnt atamptnt'],
  ['Fortinet', 'fortishield fortimon2 fortirmon fortiaptfilter'],
  ['Trellix (FireEye)', 'fekern'],
  ['Digital Guardian', 'dgminflt dgdmk'],
  ['Huorong (火绒)', 'sysdiag hrdevmon hrfwdrv'],
  ['Qihoo 360 (奇虎 360)', '360fsflt 360avflt 360box dsark 360qpesv qutmdrv 360antihacker 360antiattack'],
  ['Tencent (腾讯)', 'qqsysmon qqsysmonx64 tfsflt tesmon tsyscare qqprotect tsqbdrv'],
  ['Kingsoft (金山)', 'kisknl ksfsflt dgsafe kavbootc'],
  ['Rising (瑞星)', 'hooksys'],
  ['QiAnXin (奇安信)', 'qminspec qaxfsflt'],
  ['Sangfor (深信服)', 'sfavflt'],
  ['Venustech (启明星辰)', 'vtsysflt txfilefilter'],
  ['Lenovo', 'slb_guard lrtp lnvscenter'],
] // prettier-ignore

const makerOf: ReadonlyMap<string, string> = new Map(
  MAKERS.flatMap(([maker, names]) => names.split(' ').map((name) => [name, maker] as const)),
)

/** Maker of the filter of that name, '' = not known. */
export function filterMaker(name: string): string {
  return makerOf.get(name.toLowerCase().replace(/\.sys$/, '')) ?? ''
}

export function isOfWindows(name: string): boolean {
  return filterMaker(name) === 'Microsoft'
}
