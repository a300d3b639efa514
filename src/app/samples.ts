/**
 * The three bundles that the empty page offers. They lie inside the program, since the page may fetch nothing; whoever
 * wants the files finds the same ones under samples/ beside the hosted page. Each is loaded when it is opened.
 */
import type { SampleBundle } from './connections.ts'

type ZipModule = Promise<{ readonly default: string }>

export const sampleBundles: readonly SampleBundle[] = [
  sample(
    'preload-driver-path',
    () => import('../../public/samples/preload-driver-path.zip?inline'),
    {
      en: 'Preload image: driver folders missing in audit mode',
      zh: '预装镜像：审核模式下找不到驱动程序文件夹',
    },
  ),
  sample(
    'upgrade-rollback-bugcheck',
    () => import('../../public/samples/upgrade-rollback-bugcheck.zip?inline'),
    {
      en: 'Upgrade: blue screen at the second boot, rolled back',
      zh: '升级：第二次启动时蓝屏并回滚',
    },
  ),
  sample(
    'update-driver-staging',
    () => import('../../public/samples/update-driver-staging.zip?inline'),
    {
      en: 'Cumulative update: a driver cannot be staged, rolled back',
      zh: '累积更新：驱动程序暂存失败并回滚',
    },
  ),
]

function sample(id: string, load: () => ZipModule, title: SampleBundle['title']): SampleBundle {
  return {
    id,
    title,
    open: async () => new File([bytesOf((await load()).default)], `${id}.zip`),
  }
}

/** `fetch` of a data: URL is blocked by the page's policy as well. */
function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  const binary = atob(dataUrl.slice(dataUrl.indexOf(',') + 1))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}
