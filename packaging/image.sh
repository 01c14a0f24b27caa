# Read by linux.sh and macos.sh: what both do alike. It defines functions and variables and does nothing by itself.
# shellcheck shell=bash
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
out=$root/target/package
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
jar=diptych-$version.jar
javafx=$(sed -n 's:^ *<javafx.version>\(.*\)</javafx.version>$:\1:p' pom.xml)

# The parts of Java that are needed. jdk.security.auth and java.naming are found by name only when they are used: by the keyring and by TLS.
modules=java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.charsets,jdk.crypto.ec,jdk.localedata,jdk.management,jdk.security.auth,jdk.unsupported,jdk.zipfs,javafx.controls

# As ./diptych starts it.
java_options=(
  --add-modules=javafx.controls
  --enable-native-access=javafx.graphics,ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -XX:+UseSerialGC
  -Xms96m
  -Xmx1g
)

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'packaging: %s\n' "$*" >&2; exit 1; }
size() { du -sk "$1" | awk '{ printf "%.1f MB", $1 / 1024 }'; }

find_jdk() {
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && grep -q '^JAVA_VERSION="25[".]' "$home/release" 2>/dev/null && [ -x "$home/bin/jpackage" ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  fail 'no JDK 25 with jpackage was found. Install one, or set JAVA_HOME to it.'
}

build() {
  say 'Building the jar'
  ./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
}

# input: the jars, runtime: Java with JavaFX and nothing else, icons.
prepare() {
  rm -rf "$out"
  mkdir -p "$out/input" "$out/modules"
  "$JAVA_HOME/bin/java" packaging/Trim.java target/libraries "$out/input"
  cp -p "target/$jar" "$out/input/"
  "$JAVA_HOME/bin/java" --module-path target/modules --add-modules javafx.graphics packaging/Styles.java assets/styles "$out/made/styles"
  "$JAVA_HOME/bin/jar" --update --file "$out/input/$jar" -C "$out/made" .
  "$JAVA_HOME/bin/java" packaging/Icons.java assets/icon/diptych.svg "$out/icons"
  # The jars with a name of a system hold the modules; those without are empty.
  cp -p target/modules/javafx-*-"$javafx"-*.jar "$out/modules/"
  local path=$out/modules
  [ -d "$JAVA_HOME/jmods" ] && path=$JAVA_HOME/jmods:$path
  say 'Java with what is needed'
  "$JAVA_HOME/bin/jlink" --module-path "$path" --add-modules "$modules" --include-locales=en,zh \
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive --output "$out/runtime"
  printf 'Java: %s\n' "$(size "$out/runtime")"
}

# The image of the program. $1: its name, $2: its icon; further arguments go to jpackage.
image() {
  local name=$1 icon=$2
  shift 2
  local options=()
  for option in "${java_options[@]}" '-XX:AOTCache=$APPDIR/diptych.aot' '-Dorg.sqlite.lib.path=$APPDIR' '-Dde.kherud.llama.lib.path=$APPDIR'; do
    options+=(--java-options "$option")
  done
  "$JAVA_HOME/bin/jpackage" --type app-image --name "$name" --app-version "$version" --vendor Diptych \
    --description 'A workbench for comparing two language models' --copyright 'Apache-2.0' \
    --icon "$icon" --runtime-image "$out/runtime" --input "$out/input" \
    --main-jar "$jar" --main-class app.diptych.Diptych "${options[@]}" --dest "$out/image" "$@"
}

# Makes the cache of loaded and linked classes by starting the image once. $1: its launcher, $2: its folder of jars.
train() {
  local launcher=$1 jars=$2
  local config
  config=$(ls "$jars"/*.cfg | head -n 1)
  local home
  home=$(mktemp -d)
  say 'A start to learn from'
  if headless; then
    echo 'No screen or no GTK here: the cache lacks what a real screen loads. Do not publish this package.'
  fi
  cp -p "$config" "$out/launcher.cfg"
  sed -i.before -e 's/AOTCache=/AOTCacheOutput=/' "$config"
  rm -f "$config.before"
  local rc=0
  DIPTYCH_HOME=$home JAVA_TOOL_OPTIONS="$(stage) -Ddiptych.firstFrame=$out/first-frame -Ddiptych.firstFrame.closeAfter=5 -Ddiptych.firstFrame.tour=true" \
    on_screen "$launcher" >"$out/training.log" 2>&1 || rc=$?
  cp -p "$out/launcher.cfg" "$config"
  rm -rf "$home"
  [ "$rc" = 0 ] && [ -s "$out/first-frame" ] && [ -s "$jars/diptych.aot" ] || { cat "$out/training.log" >&2; fail "the start to learn from failed ($rc)"; }
  printf 'Cache: %s\n' "$(size "$jars/diptych.aot")"
}

# With AOTMode=on a cache that does not fit ends the program; the log tells how many classes came out of it.
prove_cache() {
  local launcher=$1 log=$out/classes.log
  say 'Is the cache in use?'
  rm -f "$out/first-frame" "$log"
  local home
  home=$(mktemp -d)
  DIPTYCH_HOME=$home JAVA_TOOL_OPTIONS="$(stage) -XX:AOTMode=on -Xlog:class+load:file=$log -Ddiptych.firstFrame=$out/first-frame -Ddiptych.firstFrame.closeAfter=0" \
    on_screen "$launcher" >"$out/proof.log" 2>&1 || { cat "$out/proof.log" >&2; fail 'the image does not start with its cache'; }
  rm -rf "$home"
  [ -s "$out/first-frame" ] || fail 'no window was shown'
  # The worker processes of the models write no log: they get other options.
  local cached others
  cached=$(grep -c 'source: shared objects file' "$log")
  others=$(grep -vc 'source: shared objects file' "$log" || true)
  printf 'Classes out of the cache: %s, from elsewhere: %s\n' "$cached" "$others"
  grep -q 'app.diptych.app.WindowProgram source: shared objects file' "$log" || fail 'the classes of the program do not come out of the cache'
  [ "$cached" -gt $((4 * others)) ] || fail 'most classes should come out of the cache'
}

# A window needs a screen and GTK. Where there is no screen, one is made; where none can be made or GTK is missing, JavaFX draws into memory.
headless() { [ "$(uname)" = Linux ] && { no_gtk || { [ -z "${DISPLAY:-}" ] && ! command -v xvfb-run >/dev/null; }; }; }
no_gtk() { local known; known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) && ! grep -q 'libgtk-3\.so\.0' <<<"$known"; }
stage() { if headless; then printf '%s' '-Dglass.platform=Headless -Dprism.order=sw'; fi; }
on_screen() {
  if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}" ] && ! headless; then
    xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp' "$@"
  else
    "$@"
  fi
}
