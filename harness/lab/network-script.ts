/**
 * The host name in a private network; it resolves to 127.0.0.1.
 */
const labHostName = 'enchufe'

/**
 * What runs inside the outer network namespace. Its one setting makes the socket tables of the
 * namespaces below it small: reading them takes 0.04 ms instead of 5 (Linux,
 * Documentation/networking/ip-sysctl.rst, tcp_child_ehash_entries).
 */
export const outerScript = `
echo 256 > /proc/sys/net/ipv4/tcp_child_ehash_entries 2>/dev/null
exec unshare --net --uts --ipc --mount --pid --fork --kill-child --mount-proc sh -c "$1" "$@"
`

/**
 * What runs inside the private network, before the worker: loopback up; closed connections leave
 * nothing behind (no TIME_WAIT), so that a server without SO_REUSEADDR starts again at once; ACKs
 * are not delayed, so that what is in flight is known at once; no SYN cookies, with which a full
 * accept queue makes the kernel forget a client that believes it is connected; semaphores and shared memory are the worker's own; the host name resolves. The file of
 * host names is given as $2, the worker's command follows.
 */
export const innerScript = `
set -e
ip link set lo up
echo 0 > /proc/sys/net/ipv4/tcp_max_tw_buckets
echo 0 > /proc/sys/net/ipv4/tcp_syncookies
ip route replace local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || true
ip route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || true
if ip -6 route del local ::1 dev lo table local 2>/dev/null; then
  ip -6 route add local ::1 dev lo table local quickack 1 || true
fi
hostname ${labHostName}
mount -t tmpfs -o mode=1777 tmpfs /dev/shm 2>/dev/null || true
mount --bind "$2" /etc/hosts
shift 2
exec "$@"
`

/** The file of host names in a private network. */
export const hostsFile = `127.0.0.1 localhost
::1 localhost ip6-localhost
127.0.0.1 ${labHostName}
`
