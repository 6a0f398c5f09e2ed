#!/bin/sh
# After the package was installed or updated (deb, rpm).
set -e
app=/opt/Postil

ln -sf "$app/resources/bin/postil" /usr/bin/postil

# Chromium's sandbox: by user namespaces where the kernel lets everybody have them, else by a helper that is root.
if unshare --user true 2>/dev/null; then mode=0755; else mode=4755; fi
if [ -e "$app/chrome-sandbox" ]; then chmod "$mode" "$app/chrome-sandbox"; fi

# Ubuntu 24.04 and later lets only apps with a profile have user namespaces.
profile=$app/resources/apparmor-profile
if apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  install -m 0644 "$profile" /etc/apparmor.d/postil
  if ! { [ -x /usr/bin/ischroot ] && ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/postil || true
  fi
fi

if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database /usr/share/applications || true; fi
