/** The host name in a private network. */
export const labHostName = 'enchufe'

/** In which variable a worker finds how many closed connections the kernel would have kept. */
export const usualTimeWait = 'ENCHUFE_TIME_WAIT'

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
 * accept queue makes the kernel forget a client that believes it is connected; semaphores and shared
 * memory are the worker's own; the host name resolves. The file of host names is given as $2; then,
 * as `private-network.ts` writes them, whether ordinary users may bind every port
 * (ip_unprivileged_port_start, ip-sysctl.rst), whether IPv6 is switched on, more addresses up to
 * `--`, and the worker's command. The kernel makes the route of an IPv6 address a moment later.
 */
export const innerScript = `
set -e
ip link set lo up
if [ "$4" = yes ]; then
  echo 0 > /proc/sys/net/ipv6/conf/all/disable_ipv6
fi
export ${usualTimeWait}="$(cat /proc/sys/net/ipv4/tcp_max_tw_buckets)"
echo 0 > /proc/sys/net/ipv4/tcp_max_tw_buckets
echo 0 > /proc/sys/net/ipv4/tcp_syncookies
ip route replace local 127.0.0.0/8 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || true
ip route replace local 127.0.0.1 dev lo table local proto kernel scope host src 127.0.0.1 quickack 1 || true
if ip -6 route del local ::1 dev lo table local 2>/dev/null; then
  ip -6 route add local ::1 dev lo table local quickack 1 || true
fi
hosts="$2"
if [ "$3" = yes ]; then
  echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start
fi
shift 4
while [ "$1" != -- ]; do
  case "$1" in
  *:*)
    ip -6 address add "$1/128" dev lo nodad
    tries=0
    until ip -6 route del local "$1" dev lo table local 2>/dev/null || [ "$tries" -ge 50 ]; do
      tries=$((tries + 1))
      sleep 0.01
    done
    ip -6 route add local "$1" dev lo table local quickack 1 || true
    ;;
  *)
    ip address add "$1/32" dev lo
    ip route replace local "$1" dev lo table local proto kernel scope host src "$1" quickack 1 || true
    ;;
  esac
  shift
done
shift
hostname ${labHostName}
mount -t tmpfs -o mode=1777 tmpfs /dev/shm 2>/dev/null || true
mount --bind "$hosts" /etc/hosts
exec "$@"
`
