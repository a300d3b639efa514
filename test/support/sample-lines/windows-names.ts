/** Names that come with every Windows: driver packages, languages, features. */

export interface InboxDriver {
  readonly inf: string
  /** The binary beside it; '' = the package has none of its own. */
  readonly binary: string
  /** The registry database that its object lies in: boot-critical drivers live in SYSTEM. */
  readonly database: 'SYSTEM' | 'DRIVERS'
}

function drivers(database: 'SYSTEM' | 'DRIVERS', names: string): readonly InboxDriver[] {
  return names.split(' ').map((name) => {
    const [inf = '', binary = ''] = name.split('/')
    return { inf: `${inf}.inf`, binary, database }
  })
}

export const INBOX_DRIVERS: readonly InboxDriver[] = [
  ...drivers(
    'DRIVERS',
    'dc1-controller/ miradisp/MiraDisp.dll rdcameradriver/RDCameraDriver.dll remoteposdrv/RemotePosDrv.dll ' +
      'ts_generic/TsGenericUsbDriver.dll wsdprint/ xusb22/xusb22.sys bth/bthport.sys bthmtpenum/BthMtpEnum.sys ' +
      'hdaudio/HdAudio.sys usbaudio2/usbaudio2.sys usbvideo/usbvideo.sys wdmaudio/portcls.sys ' +
      'mdmgen/ monitor/monitor.sys modemcsa/ netrndis/rndismp6.sys netvwififlt/vwififlt.sys ' +
      'winusb/winusb.sys wpdmtp/WpdMtp.dll ksfilter/ks.sys c_camera/ swenum/swenum.sys printqueue/',
  ),
  ...drivers(
    'SYSTEM',
    'acpi/acpi.sys pci/pci.sys machine/intelppm.sys mshdc/atapi.sys stornvme/stornvme.sys disk/disk.sys ' +
      'cdrom/cdrom.sys volmgr/volmgr.sys volsnap/volsnap.sys usbport/usbport.sys usbxhci/usbxhci.sys ' +
      'usbhub3/UsbHub3.sys usbstor/usbstor.sys hidusb/hidusb.sys keyboard/kbdclass.sys msmouse/mouclass.sys ' +
      'iastorv/iaStorV.sys storahci/storahci.sys sdbus/sdbus.sys spaceport/spaceport.sys ',
  ).filter(({ inf }) => inf !== '.inf'),
]

export const LANGUAGES: readonly string[] = (
  'af-za ar-sa bg-bg bn-in ca-es cs-cz da-dk de-de el-gr en-gb en-us es-es es-mx et-ee eu-es fa-ir fi-fi fil-ph ' +
  'fr-ca fr-fr ga-ie gl-es gu-in he-il hi-in hr-hr hu-hu hy-am id-id is-is it-it ja-jp ka-ge kk-kz kn-in ko-kr ' +
  'lt-lt lv-lv mi-nz mk-mk ml-in mr-in ms-my mt-mt nb-no ne-np nl-nl nn-no pa-in pl-pl pt-br pt-pt ro-ro ru-ru ' +
  'sk-sk sl-si sq-al sv-se ta-in te-in th-th tr-tr uk-ua ur-pk vi-vn zh-cn zh-tw'
).split(' ')

/** Features whose applicability a scan asks for, by the package that carries them. */
export const FEATURE_PACKAGES: readonly string[] = (
  'Accessibility-Braille Hello-Face InternetExplorer-Optional OneCore-DirectX-Database-FOD OpenSSH-Client ' +
  'QuickAssist RasCMAK-Client RSAT-ActiveDirectory-DS-LDS-Tools StepsRecorder Storage-Management TabletPCMath ' +
  'WirelessDisplay-FOD Xps-Viewer NetFx3-OnDemand Printing-PMCPPC-FoD SNMP-Client WMI-SNMP-Provider-Client ' +
  'EnterpriseClientSync-Host MSPaint-FoD Notepad-FoD PowerShell-ISE-FOD WordPad-FoD'
).split(' ')

/** Packages that a cumulative update carries. */
export const UPDATE_PARTS: readonly string[] = (
  'Client-Features Client-Desktop-Required Common-Foundation Desktop-Shared-Drivers DirectX-Graphics ' +
  'Foundation Graphics-Printing Hyper-V-Guest IIS-WebServer Media-Foundation Multimedia-Core ' +
  'NetworkDrivers Networking-Base PeerDist-Client Printing-Foundation RemoteDesktop-Client SMB1-Client ' +
  'Shell-Core StorageStack Subsystem-Linux TerminalServices-Core UserExperience-Desktop WMI-Core WinPE-Setup ' +
  'WindowsUpdate-Client Xps-Foundation'
).split(' ')

/** Components as their names stand in WinSxS, for lines that name manifests and directories. */
export const COMPONENTS: readonly string[] = (
  'microsoft-windows-kernel-base microsoft-windows-ntfs microsoft-windows-ndis-minwin microsoft-windows-tcpip-binaries ' +
  'microsoft-windows-win32k microsoft-windows-gdi32 microsoft-windows-mshtml microsoft-windows-ie-htmlrendering ' +
  'microsoft-windows-shell32 microsoft-windows-explorer microsoft-windows-crypt32-dll microsoft-windows-lsa ' +
  'microsoft-windows-smbserver microsoft-windows-rpc-local microsoft-windows-ole32 microsoft-windows-user32 ' +
  'microsoft-windows-dwm-core microsoft-windows-print-spooler-core microsoft-windows-wmi-core ' +
  'microsoft-windows-bits-client microsoft-windows-wuaueng microsoft-windows-setup-component ' +
  'microsoft-windows-scripting-jscript microsoft-windows-dns-client microsoft-windows-bcrypt-dll'
).split(' ')

export const PLATFORM_KEY = '31bf3856ad364e35'
