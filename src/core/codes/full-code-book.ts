import type { CodeBook } from './code-book.ts'
import { bugCheckExplanations } from './explanations/bug-checks.ts'
import { deviceProblemExplanations, driverExplanations } from './explanations/drivers.ts'
import { explainedPairs } from './explanations/pairs.ts'
import { servicingExplanations } from './explanations/servicing.ts'
import { setupExplanations } from './explanations/setup.ts'
import { statusExplanations } from './explanations/status.ts'
import { win32Explanations } from './explanations/win32.ts'
import { windowsUpdateExplanations } from './explanations/windows-update.ts'
import { bugChecks } from './tables/bugcheck.ts'
import { servicingErrors } from './tables/cbs.ts'
import { deviceProblems } from './tables/cm-prob.ts'
import { hresults } from './tables/hresult.ts'
import { modernSetupErrors } from './tables/mosetup.ts'
import { ntstatuses } from './tables/ntstatus.ts'
import { supplementaryErrors } from './tables/supplement.ts'
import { win32SystemErrors } from './tables/win32.ts'
import { windowsUpdateErrors } from './tables/windows-update.ts'

/** Every name and explanation that the project has. */
export const fullCodeBook: CodeBook = {
  names: {
    win32: win32SystemErrors,
    hresult: hresults,
    ntstatus: ntstatuses,
    cbs: servicingErrors,
    mosetup: modernSetupErrors,
    windowsUpdate: windowsUpdateErrors,
    supplement: supplementaryErrors,
    deviceProblem: deviceProblems,
    bugCheck: bugChecks,
  },
  explanations: {
    code: [
      ...win32Explanations,
      ...servicingExplanations,
      ...driverExplanations,
      ...setupExplanations,
      ...windowsUpdateExplanations,
      ...statusExplanations,
    ],
    deviceProblem: deviceProblemExplanations,
    bugCheck: bugCheckExplanations,
  },
  pairs: explainedPairs,
}
