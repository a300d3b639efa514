import { twoLanguages } from '../two-languages.ts'

/** What a word of the field means, for the reader who meets it for the first time. Where it matches: src/app/terms.ts. */
export const terms = twoLanguages({
  en: {
    'down-level': 'The first part of an upgrade, run in the old Windows before the first restart.',
    'safe-os':
      'The second part of an upgrade, run in the recovery environment (WinPE) after the first restart.',
    'first-boot': 'The third part of an upgrade: the new Windows starts for the first time.',
    'second-boot':
      'The last part of an upgrade: the new Windows starts again and finishes (OOBE boot).',
    doqe: 'Driver operation queue executor: the part of servicing that stages and installs the drivers of an update.',
    cbs: 'Component-Based Servicing: installs updates and features. It writes CBS.log.',
    csi: 'Component Servicing Infrastructure: the store beneath CBS that places files and registry values.',
    'drivers-hive':
      'The registry hive that holds the driver database (C:\\Windows\\System32\\config\\DRIVERS).',
    'driver-store':
      'Where Windows keeps the driver packages it has accepted (System32\\DriverStore\\FileRepository).',
    'component-store': 'Where Windows keeps its own components and updates (C:\\Windows\\WinSxS).',
    'published-name':
      'The name that Windows gives to a third-party INF when it takes it into the driver store.',
    'audit-mode':
      'A mode for manufacturers: Windows starts into a desktop before first-run setup, to add drivers and programs.',
    'audit-system':
      'Configuration pass: runs in audit mode in the system’s context; device drivers are added here.',
    'audit-user':
      'Configuration pass: runs in audit mode in the user’s context, after auditSystem.',
    specialize: 'Configuration pass: machine-specific settings, at the first start of an image.',
    'oobe-system': 'Configuration pass: runs before first-run setup (OOBE).',
    pnpunattend: 'The program that adds the drivers which an answer file names.',
    'answer-file':
      'unattend.xml: the settings that an unattended setup takes in place of a person’s answers.',
    'execute-state':
      'How far the restart part of servicing has come; kept in the registry across restarts.',
    'bug-check': 'The system stopped itself to prevent damage (blue screen); the number says why.',
    rollback: 'Windows undoes what it had begun and goes back to how the machine was.',
    setupmem: 'A kernel dump that setup writes when the new Windows stops with a blue screen.',
    'filter-driver':
      'A driver that sits on top of another one and sees its traffic; security and VPN programs bring them.',
    'trusted-installer':
      'The service that carries out servicing (TrustedInstaller.exe, with TiWorker.exe).',
  },
  zh: {
    'down-level': '升级的第一部分：第一次重启之前，在旧系统中运行。',
    'safe-os': '升级的第二部分：第一次重启后，在恢复环境（WinPE）中运行。',
    'first-boot': '升级的第三部分：新系统首次启动。',
    'second-boot': '升级的最后部分：新系统再次启动并完成设置（OOBE 启动）。',
    doqe: '驱动程序操作队列执行器：服务过程中负责暂存和安装更新所带驱动程序的部分。',
    cbs: '基于组件的服务（CBS）：负责安装更新和功能，日志为 CBS.log。',
    csi: '组件服务基础结构（CSI）：CBS 之下的存储层，负责放置文件和注册表值。',
    'drivers-hive':
      '存放驱动程序数据库的注册表配置单元（C:\\Windows\\System32\\config\\DRIVERS）。',
    'driver-store':
      'Windows 保存已接受的驱动程序包的位置（System32\\DriverStore\\FileRepository）。',
    'component-store': 'Windows 保存自身组件和更新的位置（C:\\Windows\\WinSxS）。',
    'published-name': '第三方 INF 进入驱动程序存储时由 Windows 分配的名称（发布名称）。',
    'audit-mode': '供制造商使用的模式：在首次开机设置之前进入桌面，用于添加驱动程序和软件。',
    'audit-system': '配置阶段：在审核模式下以系统身份运行，在此添加设备驱动程序。',
    'audit-user': '配置阶段：在审核模式下以用户身份运行，在 auditSystem 之后。',
    specialize: '配置阶段：映像首次启动时应用与具体计算机有关的设置。',
    'oobe-system': '配置阶段：在首次开机设置（OOBE）之前运行。',
    pnpunattend: '按应答文件添加驱动程序的程序。',
    'answer-file': 'unattend.xml：无人参与安装时代替人工回答的设置。',
    'execute-state': '重启期间服务过程进行到哪一步，保存在注册表中，跨重启有效。',
    'bug-check': '系统为防止损坏而自行停止（蓝屏），编号说明原因。',
    rollback: 'Windows 撤销已开始的更改，恢复到之前的状态。',
    setupmem: '新系统蓝屏时由安装程序写入的内核转储文件。',
    'filter-driver':
      '位于其他驱动程序之上、可看到其数据的驱动程序，通常由安全软件或 VPN 软件安装。',
    'trusted-installer': '执行服务过程的系统服务（TrustedInstaller.exe 与 TiWorker.exe）。',
  },
})
