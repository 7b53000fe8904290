import { findAssignment } from '../assignment/find.ts'
import { loadAssignment } from '../assignment/load.ts'
import { ruleOf } from '../assignment/program-of.ts'
import type { Check, OtherProgram } from '../assignment/schema.ts'
import { writtenPaths } from '../assignment/written-paths.ts'
import { referenceFolder } from '../config/load.ts'
import { messageOf } from '../lib/errors.ts'
import type { Happening } from '../transcript/event.ts'
import { prepare, type Prepared, type Work } from './prepare.ts'
import type { Built, OtherBuilt, Site } from './site.ts'

/** What a check is played with, or what keeps it from being played. */
export type Cast =
  | { readonly kind: 'complete'; readonly built: Built }
  | { readonly kind: 'incomplete'; readonly happening: Happening }

/** The programs of a submission, and those that the course brings along. */
export type Company = AsyncDisposable & {
  /** Those of a check, each prepared when it is needed first. */
  castOf(check: Check): Promise<Cast>
}

/** What may become of a program: it is prepared, or the harness could not do that. */
type Member = Prepared | { readonly kind: 'fault'; readonly message: string }

/** The company of a submission whose own program is prepared already, and is disposed of with it. */
export function openCompany(site: Site, own: Prepared, submission: string): Company {
  const { others = {} } = site.assignment
  const members = new Map<string, Promise<Member>>()
  const memberOf = (name: string) => {
    const member = members.get(name) ?? prepareOther(site, others[name]!, submission)
    members.set(name, member)
    return member
  }
  return {
    async castOf(check) {
      const { program } = check
      const lead = program === undefined ? own : await memberOf(program)
      const judged = joined(lead, program ?? '')
      if (judged.kind === 'incomplete') return judged
      const company = new Map<string, OtherBuilt>()
      for (const name of startedIn(check)) {
        const ours = others[name]!.from === 'reference'
        const other = joined(await memberOf(name), name)
        if (other.kind === 'incomplete') return blamed(other.happening, { name, ours })
        company.set(name, { built: other.built, ours })
      }
      return { kind: 'complete', built: { ...judged.built, others: company } }
    },
    async [Symbol.asyncDispose]() {
      await using stack = new AsyncDisposableStack()
      for (const member of [own, ...(await Promise.all(members.values()))]) {
        if ('dispose' in member) stack.defer(member.dispose)
      }
    },
  }
}

function startedIn({ scenarios }: Check): ReadonlySet<string> {
  const steps = Object.values(scenarios).flat()
  return new Set(steps.flatMap((step) => (step.kind === 'startOther' ? [step.program] : [])))
}

function joined(member: Member, program: string): Cast {
  switch (member.kind) {
    case 'built':
      return { kind: 'complete', built: member.built }
    case 'build-failed':
      return incomplete({ kind: 'build-failed', output: member.output, unmade: member.unmade })
    case 'not-gradable': {
      const because = { kind: 'no-entry', reason: member.reason } as const
      return incomplete({ kind: 'other-missing', program, because })
    }
    case 'fault':
      return incomplete({ kind: 'fault', message: member.message })
    default:
      return member satisfies never
  }
}

/** Of a program that only takes part it is told which one it is; what keeps ours away is our fault. */
function blamed(
  happening: Happening,
  { name, ours }: { readonly name: string; readonly ours: boolean },
): Cast {
  if (ours) {
    return incomplete({ kind: 'fault', message: `the reference "${name}": ${whyOf(happening)}` })
  }
  if (happening.kind !== 'build-failed') return incomplete(happening)
  const { output, unmade } = happening
  const because = { kind: 'did-not-build', output, unmade } as const
  return incomplete({ kind: 'other-missing', program: name, because })
}

function whyOf(happening: Happening): string {
  if (happening.kind === 'fault') return happening.message
  const { kind } = happening
  if (kind !== 'other-missing' || happening.because.kind !== 'no-entry') return 'it does not build'
  return happening.because.reason.en
}

function incomplete(happening: Happening): Extract<Cast, { kind: 'incomplete' }> {
  return { kind: 'incomplete', happening }
}

async function prepareOther(site: Site, other: OtherProgram, submission: string): Promise<Member> {
  try {
    return await prepare(site, await workOf(site, other, submission))
  } catch (error) {
    site.signal.throwIfAborted()
    return { kind: 'fault', message: messageOf(error) }
  }
}

async function workOf(
  { assignment, config }: Site,
  other: OtherProgram,
  submission: string,
): Promise<Work> {
  if (other.from === 'submission') {
    const written = writtenPaths(assignment)
    return { submission, program: ruleOf(other), files: assignment.files, written }
  }
  const file = await findAssignment(other.assignment, config.specs)
  const { program: rule, files } = (await loadAssignment(file)).assignment
  // What happens to another program is never told of a terminal.
  const { streams: _, ...program } = rule
  const folder = referenceFolder(config, file, other.assignment)
  return { submission: folder, program, files, written: [] }
}
