# Read by try-deb.sh and try-source.sh: a Debian system with nothing installed, in a folder, and a user in it.
# shellcheck shell=bash
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Kept between runs, because it takes minutes to make: delete it to have it made again.
base=$project/target/clean-root/base
home=/home/tester

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'packaging: %s\n' "$*" >&2; exit 1; }

need() {
  [ "$(id -u)" = 0 ] || fail 'this has to be run as root, which alone can enter another system.'
  local missing=
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
  done
  [ -z "$missing" ] || fail "these programs are missing:$missing. On Debian: apt-get install debootstrap xvfb xdotool x11-utils imagemagick."
}

# What is mounted for the trial is gone when the script ends, however it ends.
in_own_mounts() {
  [ -n "${DIPTYCH_OWN_MOUNTS:-}" ] || DIPTYCH_OWN_MOUNTS=1 exec unshare --mount --propagation private "$@"
}

# The packages come from where this system has its own.
make_base() {
  [ -f "$base.done" ] && return
  say 'A clean Debian system'
  rm -rf "$base"
  mkdir -p "$base"
  local site suite
  site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  debootstrap --variant=minbase "$suite" "$base" "$site" >"$base.log" 2>&1 || { tail "$base.log" >&2; fail 'debootstrap failed'; }
  touch "$base.done"
}

# $1: the folder of the new system.
enter() {
  system=$1
  make_base
  mkdir -p "$system"
  # The base itself stays as it is: what is written goes into a layer of its own, in memory.
  mount -t tmpfs -o size=6g tmpfs "$system"
  mkdir "$system/written" "$system/work" "$system/root"
  mount -t overlay overlay -o "lowerdir=$base,upperdir=$system/written,workdir=$system/work" "$system/root" 2>/dev/null \
    || cp -a "$base/." "$system/root"
  system=$system/root
  mount -t proc proc "$system/proc"
  mount --rbind /dev "$system/dev"
  cp -L /etc/resolv.conf /etc/hosts "$system/etc/"
  chroot "$system" useradd --create-home tester
}

# As root, and as a user, in the new system; nothing of the environment comes along except what programs go on the network with.
as_root() { chroot "$system" /usr/bin/env DEBIAN_FRONTEND=noninteractive "$@"; }
as_user() {
  chroot --userspec=tester:tester "$system" /usr/bin/env -i HOME=$home USER=tester PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 \
    ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} ${no_proxy:+"no_proxy=$no_proxy"} "$@"
}
