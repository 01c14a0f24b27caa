#!/usr/bin/env bash
# The README's two commands in a clean Debian system that has a JDK 25, on what is committed. --quick runs one test class in place of all.
# Usage: packaging/try-source.sh [--quick]
# Needs: root, debootstrap, a JDK 25; the network, for Debian's packages and the libraries.
. "$(dirname "$0")/clean-root.sh"
need debootstrap unshare git
in_own_mounts "$0" "$@"

for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk*; do
  grep -q '^JAVA_VERSION="25[".]' "$jdk/release" 2>/dev/null && break
done
grep -q '^JAVA_VERSION="25[".]' "$jdk/release" 2>/dev/null || fail 'no JDK 25 was found. Install one, or set JAVA_HOME to it.'
enter "$project/target/clean-root/source"
mkdir -p "$system/opt/jdk-25" "$system$home/diptych"
cp -aL "$jdk/." "$system/opt/jdk-25/"
git -c safe.directory="$project" -C "$project" archive HEAD | tar -x -C "$system$home/diptych"
chroot "$system" chown -R tester:tester "$home/diptych"
# The libraries of llama.cpp and of JavaFX's drawing, as docs/install.md says.
as_root apt-get -qq update
as_root apt-get -qq install --no-install-recommends -y libgomp1 libfreetype6 libfontconfig1 libpangoft2-1.0-0 >/dev/null

run() {
  say "$*"
  as_user JAVA_HOME=/opt/jdk-25 sh -c 'cd "$1" && shift && exec "$@"' sh "$home/diptych" "$@"
}
run ./diptych
if [ "${1:-}" = --quick ]; then
  run ./mvnw -q -B verify -Dtest=HouseRulesTest
else
  run ./mvnw -q -B verify
fi
echo 'Both commands work.'
