#!/usr/bin/env bash
# Installs the .deb in a clean Debian system, compares with it on the command line and in its window, removes it, and looks what is left.
# Usage: packaging/try-deb.sh [DEB]     without DEB the one that packaging/linux.sh made
# Needs: root, debootstrap, Xvfb, xdotool, xwininfo, xprop and import; the network, for Debian's packages.
. "$(dirname "$0")/clean-root.sh"
need debootstrap unshare Xvfb xdotool xwininfo xprop import
in_own_mounts "$0" "$@"

deb=${1:-$(ls "$project"/target/package/*.deb 2>/dev/null | head -n 1)}
[ -f "$deb" ] || fail 'there is no .deb: packaging/linux.sh makes one.'
pictures=$project/target/package
prompt='Tell me a short story about a fox and a lighthouse'
xvfb='' window=''
stop() {
  [ -z "$window" ] || kill "$window" 2>/dev/null || true
  [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
}
trap stop EXIT

enter "$project/target/clean-root/deb"
as_root apt-get -qq update

say "Installing $(basename "$deb")"
cp "$deb" "$system/tmp/diptych.deb"
as_root apt-get -qq install --no-install-recommends -y /tmp/diptych.deb >"$pictures/install.log" 2>&1 || { tail -30 "$pictures/install.log"; fail 'it cannot be installed'; }
as_root dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} kB\n' diptych
as_user diptych --version
as_user sh -c 'command -v diptych; test ! -e /usr/bin/java || echo "there is another Java"'
grep -q 'diptych.jsonl' "$system/usr/share/mime/globs2" || fail '*.diptych.jsonl has no type'

# A cache that does not fit the installed jars is ignored without a word, and ends the program with this.
as_user env JAVA_TOOL_OPTIONS=-XX:AOTMode=on diptych --version || fail 'the cache does not fit what was installed'

say 'A comparison in the terminal'
as_user diptych compare -p "$prompt" --json >"$pictures/answers.json"
for side in A B; do
  grep -Eq "\"$side\" *: *\{" "$pictures/answers.json" || fail "side $side has no answer"
done
[ "$(grep -Ec '"failure" *: *null' "$pictures/answers.json")" -ge 2 ] || fail 'a side failed'
as_user diptych doctor || true

say 'The window'
number=$(mktemp)
Xvfb -displayfd 5 -screen 0 1600x1000x24 -nolisten tcp -ac 5>"$number" >/dev/null 2>&1 &
xvfb=$!
until [ -s "$number" ]; do sleep 0.1; done
DISPLAY=:$(cat "$number")
export DISPLAY
mkdir -p "$system/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$system/tmp/.X11-unix"
as_user env DISPLAY="$DISPLAY" diptych >"$pictures/window.log" 2>&1 &
window=$!
# For a minute at most: does what is given come true?
soon() {
  for _ in $(seq 1 120); do
    "$@" && return
    kill -0 "$window" 2>/dev/null || { cat "$pictures/window.log" >&2; fail 'the window ended'; }
    sleep 0.5
  done
  fail "waited in vain: $*"
}
shown() { xdotool search --onlyvisible --name '^Diptych$' >"$pictures/window.id" 2>/dev/null; }
saved() { as_user diptych sessions list 2>/dev/null | grep -q 'fox and a lighthouse'; }
soon shown
id=$(head -n 1 "$pictures/window.id")
xdotool windowfocus "$id"
# The models get ready after the first frame.
sleep 5
xdotool type --delay 20 "$prompt"
xdotool key ctrl+Return
soon saved
sleep 5
import -window root "$pictures/installed.png"
kill "$window"
wait "$window" || true
window=''
as_user diptych sessions list
as_user diptych sessions export "$(as_user diptych sessions list | grep 'fox and a lighthouse' | awk '{ print $1 }' | head -n 1)" --out "$home/one.diptych.jsonl" >/dev/null
[ "$(grep -o '"finishReason":"[a-z]' "$system$home/one.diptych.jsonl" | wc -l)" -ge 2 ] || fail 'the window has no answer of both sides'
cat "$pictures/window.log"

say 'A file as the desktop opens it'
# What the menu entry runs, with the file in the place of %F.
opens=$(sed -n 's/^Exec=//p' "$system/usr/share/applications/diptych.desktop" | sed "s|%F|$home/one.diptych.jsonl|")
grep -q '^MimeType=.*application/x-diptych-session' "$system/usr/share/applications/diptych.desktop" || fail 'the menu entry opens no sessions'
as_user env DISPLAY="$DISPLAY" DIPTYCH_HOME="$home/elsewhere" $opens >"$pictures/opened.log" 2>&1 &
window=$!
soon shown
xprop -id "$(head -n 1 "$pictures/window.id")" WM_CLASS | grep -q "\"$(sed -n 's/^StartupWMClass=//p' "$system/usr/share/applications/diptych.desktop")\"" || fail 'a dock cannot tell whose window it is'
sleep 5
import -window root "$pictures/opened.png"
kill "$window"
wait "$window" || true
window=''
[ ! -s "$pictures/opened.log" ] || cat "$pictures/opened.log"

say 'Removing it'
as_root apt-get -qq remove -y diptych >"$pictures/remove.log" 2>&1 || { tail "$pictures/remove.log"; fail 'it cannot be removed'; }
left=$(find "$system" -xdev \( -path "$system$home" -o -path "$system/proc" -o -path "$system/dev" -o -path "$system/tmp" -o -path "$system/var/cache" \) -prune -o -iname '*diptych*' -print)
left=$left$(grep -rIl 'diptych' "$system/etc" "$system/usr/share/applications" "$system/usr/share/mime" 2>/dev/null || true)
[ -z "$left" ] || fail "this is left: $left"
echo 'Nothing is left but what the user made:'
(cd "$system$home" && find . -type f ! -name '.bash*' ! -name .profile | sed 's|^\./|  |' | head -n 20)
