import { afterEach, expect, test, vi } from 'vitest'
import * as describing from '../../src/core/pipeline/describe-bundle.ts'
import { EngineBench } from './engine-bench.ts'
import { CBS_LINES, looseLog, SETUP_LINES } from './log-bundle.ts'

vi.mock('../../src/core/pipeline/describe-bundle.ts', { spy: true })
afterEach(() => vi.restoreAllMocks())

test('an addition that the program itself fails at leaves what was open', async () => {
  const bench = new EngineBench()
  const { engine, listeners } = bench
  await engine.open('x', [looseLog('CBS.log', CBS_LINES)], listeners)
  vi.mocked(describing.describeBundle).mockRejectedValue(new Error('a rule is broken'))
  const adding = engine.add([looseLog('setupact.log', SETUP_LINES)], listeners)
  await expect(adding).rejects.toThrow('a rule is broken')
  expect(await engine.lines('CBS.log', 1, 1)).toHaveLength(1)
  bench.close()
})
