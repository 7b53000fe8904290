/** The public names: what an assignment file and `grading.config.ts` import. */
export * from './assignment/builders.ts'
export * from './assignment/value-builders.ts'
export { defineConfig } from './config/define.ts'
export type { Assignment, AssignmentInput, Check } from './assignment/schema.ts'
export type { Step } from './assignment/step.ts'
export type { Config, ConfigInput } from './config/schema.ts'
export type { Report } from './judge/report.ts'
export type { Transcript } from './transcript/transcript.ts'
