@echo off
rem Builds Lanewise on first use and runs it on a JDK 25.
setlocal
set "home=%~dp0"
set "java="
if defined LANEWISE_JAVA_HOME if exist "%LANEWISE_JAVA_HOME%\bin\java.exe" set "java=%LANEWISE_JAVA_HOME%\bin\java.exe"
if not defined java if defined JAVA_HOME if exist "%JAVA_HOME%\release" (
  findstr /r /c:"^JAVA_VERSION=.2[5-9]" "%JAVA_HOME%\release" >nul && set "java=%JAVA_HOME%\bin\java.exe"
)
if not defined java for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*") do (
  if exist "%%~d\bin\java.exe" set "java=%%~d\bin\java.exe"
)
if not defined java (
  echo lanewise: no JDK 25 was found. Install one, for example Temurin 25, or set LANEWISE_JAVA_HOME to its folder. 1>&2
  exit /b 2
)
if not exist "%home%target\launcher.stamp" (
  echo lanewise: building, first use; this takes about half a minute ... 1>&2
  pushd "%home%"
  call mvn -B -q -ntp -Plauncher package 1>&2
  if errorlevel 1 (
    popd
    echo lanewise: the build failed; the lines above are Maven's. 1>&2
    exit /b 2
  )
  echo built> "%home%target\launcher.stamp"
  popd
)
"%java%" -XX:+UseSerialGC -XX:PretenureSizeThreshold=128k -XX:InitialRAMPercentage=8 -Xmn64m -XX:ObjectAlignmentInBytes=64 -XX:CompileCommand=quiet -XX:Tier4MinInvocationThreshold=150 -XX:Tier4BackEdgeThreshold=1000000 "-XX:CompileCommand=BackgroundCompilation,dev.lanewise.kernel.*::*,false" "-XX:CompileCommand=CompileThresholdScaling,dev.lanewise.kernel.*::*,0.1" "-XX:CompileCommand=CompileThresholdScaling,jdk.incubator.vector.*::*,5.0" "-XX:CompileCommand=CompileThresholdScaling,jdk.internal.vm.vector.*::*,20.0" -Xshare:auto -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%home%target\launcher.jsa" -Xlog:disable %LANEWISE_JAVA_OPTS% --add-modules jdk.incubator.vector -cp "%home%target\lanewise.jar;%home%target\lanewise-report.jar;%home%target\lanewise-lab.jar;%home%target\lanewise-tool.jar;%home%target\lib\*" dev.lanewise.cli.Main %*
exit /b %errorlevel%
