import { atCallSite } from '../assignment/call-site.ts'
import type { ConfigInput } from './schema.ts'

/** The configuration as it was written, with completion; it is validated when it is loaded. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return atCallSite(config, defineConfig)
}
