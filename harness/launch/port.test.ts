import { expect, test } from 'vitest'
import { choosePort, isBindable } from './port.ts'

test('programs that share a network are each told another port', async () => {
  const rule = { role: 'server', port: { given: 'stdin' } } as const
  const ports: number[] = []
  for (let count = 0; count < 5; count += 1) {
    const port = await choosePort(rule, false)
    ports.push(port)
    // As before every run without a view of the kernel.
    expect(await isBindable(port)).toBe(true)
  }
  expect(new Set(ports).size).toBe(5)
  for (const port of ports) expect(port).toBeGreaterThanOrEqual(21_000)
  for (const port of ports) expect(port).toBeLessThan(32_000)
})
