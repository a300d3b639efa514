/** The list of rules, family by family. The order is that of the report where times do not decide. */
import type { Signature } from '../formats/format.ts'
import { bugCheckRules } from './bug-checks.ts'
import { configurationPassRules } from './configuration-passes.ts'
import { dismRules } from './dism.ts'
import { driverInstallRules } from './driver-installs.ts'
import { passInterruptionRules } from './pass-interruptions.ts'
import type { Rule } from './rule.ts'
import { servicingRules } from './servicing.ts'
import { setupRunRules } from './setup-run.ts'
import { storeRepairRules } from './store-repair.ts'
import { updateDriverRules } from './update-drivers.ts'
import { upgradeRules } from './upgrade.ts'

export const rules: readonly Rule[] = [
  ...configurationPassRules,
  ...passInterruptionRules,
  ...updateDriverRules,
  ...servicingRules,
  ...storeRepairRules,
  ...bugCheckRules,
  ...upgradeRules,
  ...setupRunRules,
  ...driverInstallRules,
  ...dismRules,
]

/** Every literal that a rule needs from the text: the parse pass looks for all of them at once. */
export const ruleSignatures: readonly Signature[] = rules.flatMap((rule) => rule.signatures ?? [])
