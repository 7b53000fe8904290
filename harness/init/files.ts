import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assignmentJsonSchema } from '../assignment/json-schema.ts'
import { importPath } from '../lib/import-path.ts'
import { jsonText } from '../lib/json.ts'
import { abouts, comments } from '../messages/starter.ts'
import type { Language } from '../messages/text.ts'
import { commenter } from './comment.ts'
import { handoutOf } from './handout.ts'
import type { Starter } from './starter.ts'
import { typescriptOf } from './typescript.ts'
import { yamlOf } from './yaml.ts'

/** A file to write. */
export type NewFile = { readonly path: string; readonly text: string }

/** Where a course keeps what belongs to an assignment; absolute paths. */
export type Folders = {
  readonly specs: string
  readonly references: string
  readonly fixtures: string
}

/** How an assignment is begun. */
export type Beginning = {
  readonly id: string
  readonly starter: Starter
  readonly format: 'yaml' | 'ts'
  readonly language: Language
  readonly folders: Folders
  /** How modules of TypeScript end there: `.mts` where no package says that they are modules. */
  readonly ending: 'ts' | 'mts'
}

const programs = fileURLToPath(new URL('programs', import.meta.url))
const harness = fileURLToPath(new URL('../index.ts', import.meta.url))

/** The files with which an assignment begins: itself, its handout, its reference and its fixtures. */
export async function filesOf(beginning: Beginning): Promise<readonly NewFile[]> {
  const { id, starter, language, folders } = beginning
  const own = join(folders.specs, id)
  const program = `${starter.entry[0]}.py`
  const textOf = (name: string) => readFile(join(programs, starter.role, `${name}.py`), 'utf8')
  const fixtures = starter.fixtures.map(async ({ name, lost }): Promise<readonly NewFile[]> => {
    const folder = join(folders.fixtures, id, name)
    const expected = { about: abouts[name][language], lost }
    return [
      { path: join(folder, program), text: await textOf(name) },
      { path: join(folder, 'expected.json'), text: `${jsonText(expected)}\n` },
    ]
  })
  return [
    assignmentFile(own, beginning),
    { path: join(own, 'README.md'), text: handoutOf(id, starter, language) },
    { path: join(folders.references, id, program), text: await textOf('reference') },
    ...(await Promise.all(fixtures)).flat(),
  ]
}

function assignmentFile(own: string, beginning: Beginning): NewFile {
  const { id, starter, language, ending } = beginning
  if (beginning.format === 'yaml') {
    const text = yamlOf(id, starter, { language, schema: `../${schemaName}` })
    return { path: join(own, 'assignment.yaml'), text }
  }
  const path = join(own, `assignment.${ending}`)
  return { path, text: typescriptOf(id, starter, { language, harness: importPath(path, harness) }) }
}

const schemaName = 'assignment.schema.json'

/** The JSON Schema to which assignments in YAML refer, for editors. */
export function schemaFile({ specs }: Folders): NewFile {
  return { path: join(specs, schemaName), text: `${jsonText(assignmentJsonSchema())}\n` }
}

/** The configuration of a course, which takes everything from ours but its folders. */
export function configFile(
  folder: string,
  { language, ending }: Pick<Beginning, 'language' | 'ending'>,
): NewFile {
  const text = [
    commenter('//', language)(comments.config),
    `export default {\n  specs: ['specs'],\n  references: 'reference',\n  fixtures: 'fixtures',\n}\n`,
  ].join('')
  return { path: join(folder, `grading.config.${ending}`), text }
}
