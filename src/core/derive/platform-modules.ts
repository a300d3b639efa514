/**
 * Kernel modules that Windows itself brings: file names without extension, as the product ships them (Windows 7 to 11, client and
 * server). A module that is not here may still be Microsoft's; it is named as a suspect only by standing on the stack.
 */
const PLATFORM = new Set(
  `nt hal kd kdcom kdnet kdstub kdusb kd_02_8086 kdhv1394 mcupdate mcupdate_genuineintel mcupdate_authenticamd bootvid ci clfs tm pshed
  werkernel ksecdd ksecpkg cng fltmgr msrpc wdf01000 wdfldr wpprecorder sleepstudyhelper acpi acpiex wmilib pci pciide pciidex vdrvroot
  partmgr volmgr volmgrx mountmgr volume volsnap fvevol iorate disk classpnp storport storahci stornvme atapi ataport msahci
  intelide iastorv spaceport spaceparser storqosflt ehstorclass ehstortcgdrv fileinfo wof ntfs ntfsext refs refsv1 fastfat exfat cdfs udfs npfs msfs
  fs_rec rdyboost mup rdbss csc mrxsmb mrxsmb10 mrxsmb20 srv srv2 srvnet dfsc bowser lanmandr luafv bindflt wcifs cldflt filecrypt
  filetrace appid applockerfltr applocker wcnfs dam bam bfs unionfs tcpip tcpipreg netio fwpkclnt wfplwfs wfplwf ndis ndisuio
  ndiscap ndistapi ndiswan ndiswanlegacy ndproxy ndfltr ndisimplatform ndisvirtualbus netbios netbt netadaptercx nsiproxy tdi tdx afd afunix ahcache
  pacer psched rasacd rasl2tp raspppoe raspptp rassstp agilevpn tunnel teredo wanarp wanarpv6 vwifibus vwififlt vwifimp wdiwifi nwifi
  winnat winhv winhvr vmbus vmbkmcl vmbkmclr vmbusr hvservice hvsocket hvsocketcontrol hvcrash vmswitch vmsproxy vmsp vmsvsp vid vpcivsp vmbushid vms3cap vmstorfl storvsc
  netvsc hypervideo hyperkbd dxgkrnl dxgmms1 dxgmms2 watchdog cdd monitor basicdisplay basicrender displaymux win32k win32kbase win32kfull
  win32ksgd videoprt vga vgapnp dump_diskdump dump_dumpstorport dump_storport dump_storahci dump_stornvme dump_dumpfve dump_atapi dump_dumpata crashdmp
  ks ksthunk mskssrv mstee mspqm mspclock swenum swmidi portcls drmk hdaudbus hdaudio hdaudaddservice usbaudio usbaudio2 sysaudio wdmaud winusb usbccgp
  usbd usbehci usbohci usbuhci usbport usbhub usbhub3 usbxhci ucx01000 ucmcx ucmucsicx ucmucsiacpiclient ucmtcpcicx urscx01000 ursch udecx ufx01000 usbstor usbscan usbser
  usbvideo usbcir usbprint usb80236 usbrndis umbus umpass umdfctrldev wudfrd wudfpf wudfhost hidclass hidparse hidusb hidir hidi2c hidspi hidbth hidinterrupt hidvhf vhf
  kbdclass kbdhid kbclass kbldhid i8042prt mouclass mouhid sermouse serial serenum parport parvdm fdc flpydisk cdrom tape sffdisk sffp_mmc
  sffp_sd sdbus sdstor scmbus pmem nvdimm bthport bthusb bthenum bthmodem bthpan bthleenum bthmini bthhfenum rfcomm microsoft_bluetooth_legacy_leenumerator
  compositebus isapnp msisadrv mssmbios intelppm amdppm processr cmbatt battc hwpolicy compbatt acpipagr acpipmi acpitime acpibus wmiacpi
  gpuenergydrv pcw peauth cnghwassist dxapi tpm tbs tpmdrv secnvme securityprotection winsecureboot wimmount wimfsf fsdepends vhdmp vhdparser cimfs msiscsi
  iscsiprt mpio msdsm mpsdrv http vsmraid rdpbus rdpdr rdpvideominiport rdprefmp tsusbflt tsusbhub tsusbgd termdd tdtcp tdpipe
  wdfilter wdnisdrv wdboot mssecflt mssecwfp mssecuser msgpioclx msgpiowin32 spbcx gpioclx0101 sercx sercx2 pcmcia pdc cea ramdisk
  registry trusted_runtime_interface sgrmagent intelta vbsapi executionbroker mmcss condrv beep null console bthserv p9rdr lxcore lxss
  netvscvfpp vfpext storfwupdate uaspstor ipmidrv lltdio rspndr mslldp msquic mrxdav nativewificoreapi qwavedrv scfilter smbdirect
  umdf verifierext verifier xboxgip xinputhid devauthe crypto fips dumpfve errdev exfat genericusbfn hwn applehfs`
    .split(/\s+/)
    .filter((name) => name !== ''),
)

/** `module`: the debugger's name, without extension. */
export function isPlatformModule(module: string): boolean {
  return PLATFORM.has(module.toLowerCase())
}
