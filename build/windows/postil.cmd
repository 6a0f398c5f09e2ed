@echo off
rem `postil` without a window. Put this folder on your path to have it everywhere.
"%~dp0..\..\Postil.exe" --postil-command-line %*
