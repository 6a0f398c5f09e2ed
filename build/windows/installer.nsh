; Postil is offered under "Open with" and takes no kind of file over.
; https://learn.microsoft.com/en-us/windows/win32/shell/fa-file-types

!macro offerPostilFor EXTENSION
  WriteRegNone HKCU "Software\Classes\.${EXTENSION}\OpenWithProgids" "Postil.Papers"
!macroend

!macro withdrawPostilFor EXTENSION
  DeleteRegValue HKCU "Software\Classes\.${EXTENSION}\OpenWithProgids" "Postil.Papers"
!macroend

!macro customInstall
  WriteRegStr HKCU "Software\Classes\Postil.Papers" "" "Papers"
  WriteRegStr HKCU "Software\Classes\Postil.Papers\DefaultIcon" "" "$INSTDIR\Postil.exe,0"
  WriteRegStr HKCU "Software\Classes\Postil.Papers\shell\open\command" "" '"$INSTDIR\Postil.exe" "%1"'
  !insertmacro offerPostilFor "bib"
  !insertmacro offerPostilFor "ris"
  !insertmacro offerPostilFor "nbib"
  ; So that Win+R and `start postil` find it.
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\postil.exe" "" "$INSTDIR\Postil.exe"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  ; An update removes the old version first, too.
  ${ifNot} ${isUpdated}
    !insertmacro withdrawPostilFor "bib"
    !insertmacro withdrawPostilFor "ris"
    !insertmacro withdrawPostilFor "nbib"
    DeleteRegKey HKCU "Software\Classes\Postil.Papers"
    DeleteRegKey HKCU "Software\Classes\postil"
    DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\App Paths\postil.exe"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
    MessageBox MB_OK|MB_ICONINFORMATION "Postil is removed. Your library stays where it is: in $APPDATA\Postil\library, or in the folder you chose." /SD IDOK
  ${endIf}
!macroend
