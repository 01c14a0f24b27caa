@echo off
rem Starts Diptych from its sources: finds a JDK 25, builds when the sources are newer than the last build, runs.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "JDK="

call :consider "%JAVA_HOME%"
if not defined JDK for /f "delims=" %%J in ('where java 2^>nul') do call :consider "%%~dpJ.."
if not defined JDK for %%R in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%LOCALAPPDATA%\Programs\Eclipse Adoptium") do (
  if exist "%%~R" for /d %%D in ("%%~R\*") do call :consider "%%~D"
)
if not defined JDK (
  echo diptych: no JDK 25 found. Install one ^(for example Temurin 25 from https://adoptium.net^) or set JAVA_HOME to it. 1>&2
  exit /b 2
)

call :current
if errorlevel 1 (
  echo diptych: building ^(the first time takes a minute or two^)... 1>&2
  if not exist "%ROOT%\target" mkdir "%ROOT%\target"
  pushd "%ROOT%"
  set "JAVA_HOME=!JDK!"
  call mvnw.cmd -q -B -DskipTests -Dspotless.check.skip=true -Dstrict=false process-classes > "%ROOT%\target\diptych-build.log" 2>&1
  if errorlevel 1 (
    type "%ROOT%\target\diptych-build.log" 1>&2
    echo diptych: the build failed; the lines above say why. The first build needs the network, for the libraries. 1>&2
    popd
    exit /b 2
  )
  popd
  echo built> "%ROOT%\target\diptych.built"
)

"%JDK%\bin\java.exe" --module-path "%ROOT%\target\modules" --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xmx1g -cp "%ROOT%\target\classes;%ROOT%\target\libraries\*" app.diptych.Diptych %*
exit /b %ERRORLEVEL%

:consider
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>&1 && for %%F in ("%~1") do set "JDK=%%~fF"
exit /b 0

rem Built, and nothing below the sources is newer than the last build.
:current
if not exist "%ROOT%\target\diptych.built" exit /b 1
powershell -NoProfile -Command "$b=(Get-Item '%ROOT%\target\diptych.built').LastWriteTimeUtc; if (Get-ChildItem '%ROOT%\pom.xml','%ROOT%\src\main','%ROOT%\assets' -Recurse | Where-Object { $_.LastWriteTimeUtc -gt $b } | Select-Object -First 1) { exit 1 } else { exit 0 }"
exit /b %ERRORLEVEL%
