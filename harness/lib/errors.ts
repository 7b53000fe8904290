/**
 * What the person at the keyboard can mend: flags, files, an assignment, a folder. The command
 * line prints the sentence in the person's language and exits with 2.
 *
 * `code` is stable, for scripts; `text` says what was done, what is there and what should be
 * (wordings are in `messages/`); `message` is the English one.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: string
  readonly text: { readonly en: string; readonly es: string }

  constructor(
    code: string,
    text: { readonly en: string; readonly es: string },
    options?: ErrorOptions,
  ) {
    super(text.en, options)
    this.code = code
    this.text = text
  }
}

/**
 * The harness itself could not do its work (a fault of ours or of the machine, never of the
 * student): checks end as `unjudged`.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError'
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The message of whatever was thrown, in another context of the engine too. */
export function messageOfAny(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown)
}

/** The `code` of whatever was thrown, in another context of the engine too. */
export function codeOfAny(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown
    ? String(thrown.code)
    : undefined
}

/** The `code` of a system error (`ENOENT`, `ECONNRESET`, …), if what was thrown has one. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
}
