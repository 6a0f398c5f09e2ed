#!/bin/sh
# After the package was removed; also after an update, when the files of the new version are there already.
# deb says remove, purge or upgrade; rpm says how many versions are left.
case ${1-} in
  remove | 0) ;;
  *) exit 0 ;;
esac

link=/usr/bin/postil
if [ -L "$link" ] && [ "$(readlink "$link")" = /opt/Postil/resources/bin/postil ]; then rm -f "$link"; fi

profile=/etc/apparmor.d/postil
if [ -f "$profile" ]; then
  if apparmor_status --enabled >/dev/null 2>&1; then apparmor_parser --remove "$profile" || true; fi
  rm -f "$profile"
fi

echo "Postil is removed. Your library stays where it is: in ~/.config/Postil/library, or in the folder you chose."
