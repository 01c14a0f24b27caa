# Not run by us: written for Windows after the documentation of jpackage 25, and not tried.
# Builds what Windows users install, in target\package: the image with a Java of its own, and an .msi.
# Usage: powershell -ExecutionPolicy Bypass -File packaging\windows.ps1 [-Built]     with -Built the jars in target\ are taken as they are.
# Needs: a JDK 25 in JAVA_HOME, and the WiX Toolset on the path for the .msi.
param([switch]$Built)
$ErrorActionPreference = 'Stop'
Set-Location (Split-Path $PSScriptRoot)
$out = Join-Path $PWD 'target\package'
$pom = [xml](Get-Content pom.xml)
$version = $pom.project.version
$javafx = $pom.project.properties.'javafx.version'
$modules = 'java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.charsets,jdk.crypto.ec,jdk.crypto.mscapi,jdk.localedata,jdk.management,jdk.security.auth,jdk.unsupported,jdk.zipfs,javafx.controls'
$options = '--add-modules=javafx.controls', '--enable-native-access=javafx.graphics,ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow', '-XX:+UseSerialGC', '-Xms96m', '-Xmx1g', '-XX:AOTCache=$APPDIR\diptych.aot', '-Dorg.sqlite.lib.path=$APPDIR', '-Dde.kherud.llama.lib.path=$APPDIR'

function Run($program) {
  & $program @args
  if ($LASTEXITCODE -ne 0) { throw "$program ended with $LASTEXITCODE" }
}

$release = if ($env:JAVA_HOME) { Join-Path $env:JAVA_HOME 'release' }
if (-not $release -or -not (Test-Path $release) -or -not (Select-String -Quiet '^JAVA_VERSION="25[".]' $release)) {
  throw 'JAVA_HOME does not name a JDK 25: install one and set it.'
}
$bin = Join-Path $env:JAVA_HOME 'bin'
if (-not $Built) { Run .\mvnw.cmd -q -B '-Dmaven.test.skip=true' '-Dspotless.check.skip=true' package }

if (Test-Path $out) { Remove-Item -Recurse -Force $out }
New-Item -ItemType Directory "$out\input", "$out\modules" | Out-Null
Run "$bin\java.exe" packaging\Trim.java target\libraries "$out\input"
Copy-Item "target\diptych-$version.jar" "$out\input"
Run "$bin\java.exe" --module-path target\modules --add-modules javafx.graphics packaging\Styles.java assets\styles "$out\made\styles"
Run "$bin\jar.exe" --update --file "$out\input\diptych-$version.jar" -C "$out\made" .
Run "$bin\java.exe" packaging\Icons.java assets\icon\diptych.svg "$out\icons"
Copy-Item "target\modules\javafx-*-$javafx-*.jar" "$out\modules"
$path = "$out\modules"
if (Test-Path "$env:JAVA_HOME\jmods") { $path = "$env:JAVA_HOME\jmods;$path" }
Run "$bin\jlink.exe" --module-path $path --add-modules $modules '--include-locales=en,zh' --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --generate-cds-archive --output "$out\runtime"

# Two launchers: one for the window, whose name the Start menu shows, and diptych.exe, which has a console and no entry there, for the command
# line. jpackage reads UTF-8 without a mark.
[IO.File]::WriteAllText("$out\console.properties", "win-console=true`nwin-menu=false`nwin-shortcut=false`nicon=$($out -replace '\\', '/')/icons/diptych.ico")
$java = @()
foreach ($option in $options) { $java += '--java-options'; $java += $option }
Run "$bin\jpackage.exe" --type app-image --name 'Diptych Workbench' --app-version $version --vendor Diptych --description 'A workbench for comparing two language models' --copyright Apache-2.0 --icon "$out\icons\diptych.ico" --runtime-image "$out\runtime" --input "$out\input" --main-jar "diptych-$version.jar" --main-class app.diptych.Diptych --add-launcher "diptych=$out\console.properties" --dest "$out\image" @java
$image = "$out\image\Diptych Workbench"

# One start to learn from, then one that ends when the cache does not fit.
function Start-Window($extra, $log) {
  $frame = "$out\first-frame"
  if (Test-Path $frame) { Remove-Item $frame }
  $env:DIPTYCH_HOME = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid())
  $env:JAVA_TOOL_OPTIONS = "$extra `"-Ddiptych.firstFrame=$frame`""
  try {
    $ended = Start-Process -Wait -PassThru -RedirectStandardError $log "$image\diptych.exe"
    if ($ended.ExitCode -ne 0 -or -not (Test-Path $frame)) { throw "No window was shown: see $log" }
  } finally {
    if (Test-Path $env:DIPTYCH_HOME) { Remove-Item -Recurse -Force $env:DIPTYCH_HOME }
    Remove-Item Env:JAVA_TOOL_OPTIONS, Env:DIPTYCH_HOME
  }
}
$config = "$image\app\diptych.cfg"
$kept = Get-Content -Raw $config
[IO.File]::WriteAllText($config, $kept.Replace('AOTCache=', 'AOTCacheOutput='))
Start-Window '-Ddiptych.firstFrame.closeAfter=5 -Ddiptych.firstFrame.tour=true' "$out\training.log"
[IO.File]::WriteAllText($config, $kept)
# HotSpot knows no escapes in JAVA_TOOL_OPTIONS: single quotes around, double ones for the path with its colon.
Start-Window "-XX:AOTMode=on '-Xlog:class+load:file=`"$out\classes.log`"' -Ddiptych.firstFrame.closeAfter=0" "$out\proof.log"
if (-not (Select-String -Quiet 'app.diptych.app.WindowProgram source: shared objects file' "$out\classes.log")) { throw 'The cache is not in use.' }

if (Get-Command wix, candle -ErrorAction SilentlyContinue) {
  # The code tells Windows that a newer version replaces this one; it must never change.
  Run "$bin\jpackage.exe" --type msi --name Diptych --app-version $version --vendor Diptych --description 'A workbench for comparing two language models' --copyright Apache-2.0 --app-image $image --license-file LICENSE --win-menu --win-menu-group Diptych --win-dir-chooser --win-per-user-install --win-upgrade-uuid 5d4e6b0c-6f0e-4c5e-9b57-0c1f6a3b9d21 --dest $out
} else {
  'No .msi: the WiX Toolset is not on the path.'
}
Get-ChildItem $out -File | Select-Object Name, @{ n = 'MB'; e = { [math]::Round($_.Length / 1MB, 1) } }
