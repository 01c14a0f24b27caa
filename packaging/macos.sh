#!/usr/bin/env bash
# Not run by us: written for macOS after the documentation of jpackage 25, and not tried. What it shares with Linux, image.sh, is run there.
# Builds what macOS users install, in target/package: Diptych.app with a Java of its own, and a .dmg.
# Usage: packaging/macos.sh [--built]     with --built the jars in target/ are taken as they are.
# Needs: macOS and a JDK 25. It builds for the processor it runs on; signing is up to who publishes: jpackage's --mac-sign.
. "$(dirname "$0")/image.sh"
[ "$(uname)" = Darwin ] || fail 'this builds on macOS only.'

find_jdk
[ "${1:-}" = --built ] || build
prepare
# macOS refuses a version that begins with 0; the bundle then says 1 and the program its own.
[ "${version%%.*}" != 0 ] || version=1.${version#*.}
image Diptych "$out/icons/diptych.icns" --mac-package-identifier app.diptych --mac-app-category developer-tools
app=$out/image/Diptych.app
train "$app/Contents/MacOS/Diptych" "$app/Contents/app"
prove_cache "$app/Contents/MacOS/Diptych"
printf 'Image: %s\n' "$(size "$app")"
# What was written into the bundle after jpackage had signed it for this machine.
codesign --force --deep --sign - "$app"

say '.dmg'
"$JAVA_HOME/bin/jpackage" --type dmg --name Diptych --app-version "$version" --app-image "$app" --license-file LICENSE --dest "$out"
for dmg in "$out"/*.dmg; do
  printf '%s: %s\n' "$dmg" "$(size "$dmg")"
done
