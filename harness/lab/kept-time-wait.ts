import { writeFileSync } from 'node:fs'
import { usualTimeWait } from './network-script.ts'
import { tryCommand } from './try-command.ts'

/**
 * Lets closed connections stay in TIME_WAIT in this private network, as they do everywhere else
 * (RFC 9293, 3.6.1), and those in FIN_WAIT2 that have no owner any more, which the kernel counts with
 * them (tcp_time_wait() in net/ipv4/tcp_minisocks.c); disposing of it forgets them and lets none stay any more
 * (tcp_max_tw_buckets, Linux, Documentation/networking/ip-sysctl.rst). Where the machine does not
 * allow it nothing changes.
 */
export function keepTimeWait(): AsyncDisposable {
  const usual = process.env[usualTimeWait]
  const changed = usual !== undefined && tryWrite(usual)
  return {
    async [Symbol.asyncDispose]() {
      if (!changed) return
      tryWrite('0')
      await forgetAll()
    },
  }
}

/**
 * What stays now would keep the port from the next program for a minute. Where the kernel was built
 * without a way to forget it (CONFIG_INET_DIAG_DESTROY, ss(8)) the next program waits.
 */
async function forgetAll(): Promise<void> {
  await tryCommand(['ss', '--kill', '--tcp', 'state', 'time-wait'])
}

function tryWrite(text: string): boolean {
  try {
    writeFileSync('/proc/sys/net/ipv4/tcp_max_tw_buckets', text)
    return true
  } catch {
    return false
  }
}
