import { readFileSync } from 'node:fs'

/** The value of a setting of the kernel (sysctl(8)); undefined where there is none of this name. */
export function readSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim()
  } catch {
    return undefined
  }
}
