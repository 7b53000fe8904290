/** What a worker calls its folder while it removes it, so that nothing more is made under its name. */
export function nameWhileRemoved(folder: string): string {
  return `${folder}-left`
}
