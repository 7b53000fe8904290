import { z } from 'zod'
import { Port } from './port.ts'

const patternCharactersMax = 300

/**
 * How the program learns its port:
 * - `argument`: `{port}` in `args` (one argument, the port, unless said otherwise; `{host}` too);
 * - `environment`: in the variable `name`;
 * - `file`: in the file `name` of the folder in which it starts, whose text is `text` with `{port}`
 *   (and `{host}`) filled in; it is written into the run's copy, never into the submission;
 * - `stdin`: as the first line of its standard input, which stays open;
 * - `fixed`: it is written in the program;
 * - `announced`: it chooses one, listens there, and writes a line in which `pattern` is found, in
 *   which `{port}` stands for the port (servers only); `like` is such a line, where the pattern
 *   itself, read as a text, is none;
 * - `discovered`: wherever the program listens (servers only).
 */
export const PortRule = z.discriminatedUnion('given', [
  z.strictObject({
    given: z.literal('argument'),
    args: z.array(z.string()).default(['{port}']),
  }),
  z.strictObject({ given: z.literal('environment'), name: z.string().min(1).default('PORT') }),
  z.strictObject({
    given: z.literal('file'),
    name: z
      .string()
      .regex(/^(?!\.{1,2}$)[^/\0]+$/, 'should be the name of a file, without folders'),
    text: z.string().regex(/\{port\}/, 'should have {port} where the port stands'),
  }),
  z.strictObject({ given: z.literal('stdin') }),
  z.strictObject({ given: z.literal('fixed'), port: Port }),
  z.strictObject({
    given: z.literal('announced'),
    pattern: z.string().min(1).max(patternCharactersMax),
    like: z.string().optional(),
  }),
  z.strictObject({ given: z.literal('discovered') }),
])
export type PortRule = z.output<typeof PortRule>
