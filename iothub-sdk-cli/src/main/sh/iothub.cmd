@echo off
rem Starts iothub.jar, which lies beside this script. Nobody of this project has tried it: they have no Windows.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -Xshare:auto -Xlog:disable -Xlog:all=off -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%~dp0iothub.jar" %*
exit /b %errorlevel%
