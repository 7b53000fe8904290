import { existsSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import type { System } from '../lib/finding.ts'

/** Recognises this system; `name` is how it calls itself, with its kernel and processor. */
export function recogniseSystem(): System & { readonly name: string } {
  const text = textOf('/etc/os-release')
  return {
    platform: platforms[process.platform] ?? 'other',
    packages: packagesOf(text),
    container: isContainer(),
    ci: (process.env['CI'] ?? 'false') !== 'false',
    root: process.getuid?.() === 0,
    name: `${fieldOf(text, 'PRETTY_NAME') || process.platform}, ${release()}, ${process.arch}`,
  }
}

const platforms: Readonly<Record<string, System['platform']>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
}

/** How a system installs packages, by its own name or by that of a system that it is like (os-release(5)). */
export function packagesOf(osRelease: string): System['packages'] {
  const names = `${fieldOf(osRelease, 'ID')} ${fieldOf(osRelease, 'ID_LIKE')}`.split(' ')
  return names.map((name) => managers[name]).find((manager) => manager !== undefined)
}

const managers: Readonly<Record<string, System['packages']>> = {
  debian: 'apt',
  ubuntu: 'apt',
  fedora: 'dnf',
  rhel: 'dnf',
  centos: 'dnf',
  alpine: 'apk',
}

function fieldOf(osRelease: string, key: string): string {
  const value = new RegExp(`^${key}=(.*)$`, 'm').exec(osRelease)?.[1] ?? ''
  return value.trim().replaceAll(/^["']|["']$/g, '')
}

/**
 * The marks that Docker, Podman, systemd-nspawn, LXC and Kubernetes leave. WSL has the one of
 * systemd too, and is none.
 */
function isContainer(): boolean {
  const bySystemd = textOf('/run/systemd/container').trim()
  return (
    ['/.dockerenv', '/run/.containerenv'].some((path) => existsSync(path)) ||
    !['', 'wsl'].includes(process.env['container'] ?? bySystemd) ||
    process.env['KUBERNETES_SERVICE_HOST'] !== undefined ||
    /docker|kubepods|containerd|libpod|lxc/.test(textOf('/proc/1/cgroup'))
  )
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
