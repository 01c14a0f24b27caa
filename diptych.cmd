@echo off
rem Starts Diptych from its sources: finds a JDK 25, builds when the sources differ from those of the last build, runs.
rem Delayed expansion stays off: it would take every exclamation mark out of the arguments.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "BUILT=%ROOT%\target\diptych.built"
set "SEEN=%ROOT%\target\diptych.sources"
set "LOG=%ROOT%\target\diptych-build.log"
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
if errorlevel 1 call :build
if errorlevel 1 exit /b 2

"%JDK%\bin\java.exe" --module-path "%ROOT%\target\modules" --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -Xms96m -Xmx1g -cp "%ROOT%\target\classes;%ROOT%\target\libraries\*" app.diptych.Diptych %*
exit /b %ERRORLEVEL%

rem To cmd a backslash does not protect a quote, so the quotes of the release file are matched by a dot.
:consider
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /r /c:"JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>&1
if errorlevel 1 exit /b 0
for %%F in ("%~1") do set "JDK=%%~fF"
exit /b 0

rem Built, and the sources are those that were built. robocopy ends with 0 only when two folders are the same; with /L it changes nothing.
:current
if not exist "%BUILT%" exit /b 1
call :compare /L
exit /b %ERRORLEVEL%

rem The copy is taken before the build, so that an edit made meanwhile is built next time.
:build
echo diptych: building (the first time takes a minute or two)... 1>&2
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
if exist "%BUILT%" del "%BUILT%"
call :compare
if errorlevel 8 echo diptych: the sources cannot be copied to target, so the next start builds again. 1>&2
pushd "%ROOT%"
set "JAVA_HOME=%JDK%"
call mvnw.cmd -q -B -DskipTests -Dspotless.check.skip=true -Dstrict=false process-classes >"%LOG%" 2>&1 <nul
if errorlevel 1 goto :failed
popd
echo built>"%BUILT%"
exit /b 0

:failed
popd
type "%LOG%" 1>&2
echo diptych: the build failed; the lines above say why. The first build needs the network, for the libraries. 1>&2
exit /b 2

rem Makes target\diptych.sources like the sources, or with /L tells whether it is: the highest exit code of the four.
:compare
set "WORST=0"
call :mirror "%ROOT%\src\main" "%SEEN%\main" /MIR %1
call :mirror "%ROOT%\assets" "%SEEN%\assets" /MIR %1
call :mirror "%ROOT%\sessions" "%SEEN%\sessions" /MIR %1
call :mirror "%ROOT%" "%SEEN%\pom" pom.xml %1
exit /b %WORST%

:mirror
robocopy %* /R:1 /W:1 >nul 2>&1
if %ERRORLEVEL% gtr %WORST% set "WORST=%ERRORLEVEL%"
exit /b 0
