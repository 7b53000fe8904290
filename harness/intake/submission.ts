/** One student's (or team's) files. */
export type Submission = {
  /** The submission's own folder or file name. */
  readonly id: string
  readonly students: readonly string[]
  /** The folder with the files, or the only file. */
  readonly folder: string
}
