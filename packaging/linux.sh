#!/usr/bin/env bash
# Builds what Linux users install, in target/package: the image with a Java of its own, a .deb, and an .rpm where rpmbuild is there.
# Usage: packaging/linux.sh [--built]     with --built the jars in target/ are taken as they are.
# Needs: a JDK 25, dpkg-deb and fakeroot for the .deb, rpmbuild for the .rpm; GTK 3, and xvfb-run where there is no display: without them the cache learns from a window drawn into memory.
. "$(dirname "$0")/image.sh"

# What ui/fx/ComplexText.java and app/WindowName.java need is there on Linux only.
java_options+=(
  --add-exports=javafx.graphics/com.sun.glass.ui=ALL-UNNAMED
  --add-opens=javafx.graphics/com.sun.javafx.text=ALL-UNNAMED
  --add-opens=javafx.graphics/com.sun.javafx.font.freetype=ALL-UNNAMED
)

# What libglassgtk3.so, libprism_es2.so and libjavafx_font_pango.so of JavaFX and libjllama.so link, and what knows types of files.
# jpackage guesses from what the building machine happens to have, so its list is replaced.
debs='libc6, libgtk-3-0 | libgtk-3-0t64, libxtst6, libxxf86vm1, libgl1, libpangoft2-1.0-0, libfreetype6, libfontconfig1, libstdc++6, libgomp1, shared-mime-info'
rpms='gtk3, libXtst, libXxf86vm, libglvnd-glx, pango, freetype, fontconfig, libstdc++, libgomp, shared-mime-info'

# What lies outside /opt/diptych are files of the package and not the doings of scripts: they come and go with it, and the system's own
# triggers tell the desktop. jpackage's scripts call xdg-desktop-menu, which fails where no desktop is installed.
stage_usr() {
  mkdir -p "$out/usr/bin"
  ln -s /opt/diptych/bin/diptych "$out/usr/bin/diptych"
  install -D -m 644 packaging/linux/diptych.desktop "$out/usr/share/applications/diptych.desktop"
  install -D -m 644 packaging/linux/diptych.xml "$out/usr/share/mime/packages/diptych.xml"
  for size in 16 24 32 48 64 128 256 512; do
    install -D -m 644 "$out/icons/diptych-$size.png" "$out/usr/share/icons/hicolor/${size}x$size/apps/diptych.png"
  done
  install -D -m 644 assets/icon/diptych.svg "$out/usr/share/icons/hicolor/scalable/apps/diptych.svg"
}

package() {
  "$JAVA_HOME/bin/jpackage" --type "$1" --name diptych --app-version "$version" --app-image "$out/image/diptych" --dest "$2" \
    --vendor Diptych --description 'A workbench for comparing two language models' --license-file LICENSE \
    --linux-package-name diptych --linux-app-category "$3" --resource-dir "$out/resources" "${@:4}"
}

deb() {
  say '.deb'
  local deb
  deb=$out/diptych_${version}_$(dpkg --print-architecture).deb
  # Compressed once, at the end.
  DPKG_DEB_COMPRESSOR_TYPE=none package deb "$out/raw" devel --linux-deb-maintainer diptych@localhost.invalid
  fakeroot sh -eu -c '
    dpkg-deb -R "$1"/*.deb "$1/tree"
    cd "$1/tree"
    cp -a "$2/." usr
    rm -f DEBIAN/preinst DEBIAN/postinst DEBIAN/prerm DEBIAN/postrm
    sed -i "s/^Depends:.*/Depends: $3/" DEBIAN/control
    dpkg-deb --root-owner-group -Zxz -z3 -b . "$4"
  ' sh "$out/raw" "$out/usr" "$debs" "$deb"
  rm -rf "$out/raw"
  printf '%s: %s\n' "$deb" "$(size "$deb")"
}

rpm_package() {
  say '.rpm'
  "$JAVA_HOME/bin/java" packaging/RpmSpec.java "$out/usr" "$rpms" >"$out/resources/diptych.spec"
  package rpm "$out" Development --linux-rpm-license-type Apache-2.0
  for rpm in "$out"/*.rpm; do
    printf '%s: %s\n' "$rpm" "$(size "$rpm")"
  done
}

find_jdk
[ "${1:-}" = --built ] || build
prepare
image diptych "$out/icons/diptych-512.png"
train "$out/image/diptych/bin/diptych" "$out/image/diptych/lib/app"
prove_cache "$out/image/diptych/bin/diptych"
printf 'Image: %s\n' "$(size "$out/image/diptych")"
mkdir -p "$out/resources"
cp "$out/icons/diptych-512.png" "$out/resources/diptych.png"
stage_usr
if command -v dpkg-deb >/dev/null && command -v fakeroot >/dev/null; then
  deb
else
  echo 'No .deb: dpkg-deb and fakeroot are needed for it.'
fi
if command -v rpmbuild >/dev/null; then
  rpm_package
else
  echo 'No .rpm: rpmbuild is not here.'
fi
