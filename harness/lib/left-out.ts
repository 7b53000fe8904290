/** Files and folders of a submission that are never copied: no program needs them, and they can be large. */
export const leftOut: ReadonlySet<string> = new Set(['.git', '.venv', 'venv', '__pycache__'])
