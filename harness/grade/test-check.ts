import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'
import { Report, type GradedReport } from '../judge/report.ts'

const command = fileURLToPath(new URL('../cli/enchufe.mjs', import.meta.url))

/** Checks one program against an assignment whose port rule and scenario are given. */
export async function check(
  files: Readonly<Record<string, string>>,
  what: {
    readonly port: object
    readonly scenario: readonly object[]
    readonly role?: string
    readonly build?: 'make'
  },
): Promise<GradedReport> {
  const folder = await mkdtemp(join(tmpdir(), 'enchufe-programs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'own'))
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, 'own', name), text)
    await chmod(join(folder, 'own', name), 0o600)
  }
  const assignment = {
    id: 'sample',
    title: { en: 'Sample', es: 'Ejemplo' },
    program: {
      role: what.role ?? 'server',
      entry: ['server', 'client'],
      port: what.port,
      ...(what.build ? { build: what.build } : {}),
    },
    framing: { kind: 'lines' },
    checks: [
      {
        id: 'works',
        points: 1,
        requirement: { en: 'It MUST work.', es: 'DEBE funcionar.' },
        scenario: what.scenario,
        lenses: ['whole', 'bytewise'],
      },
    ],
  }
  await writeFile(join(folder, 'assignment.json'), JSON.stringify(assignment))
  const args = [
    'check',
    join(folder, 'own'),
    '--assignment',
    join(folder, 'assignment.json'),
    '--json',
  ]
  const run = await execa(process.execPath, [command, ...args], { stdin: 'ignore', reject: false })
  const report = Report.parse(JSON.parse(run.stdout === '' ? run.stderr : run.stdout))
  if (report.status !== 'graded') throw new Error(report.reason.en)
  return report
}
