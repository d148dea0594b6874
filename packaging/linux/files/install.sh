#!/bin/sh
# Puts IFS Desktop into one person's menu, or takes it away again; journals are left alone.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$data/ifs-desktop-program
start=$HOME/.local/bin/ifs-desktop

rm -rf "$home"
rm -f "$start"
(cd "$here/share" && find . -type f) | while read -r file; do
    rm -f "$data/$file"
    if [ "${1:-}" != --remove ]; then
        mkdir -p "$(dirname "$data/$file")"
        cp "$here/share/$file" "$data/$file"
    fi
done
if [ "${1:-}" != --remove ]; then
    cp -R "$here/ifs-desktop" "$home"
    mkdir -p "$HOME/.local/bin"
    ln -s "$home/ifs-desktop" "$start"
    entry=$data/applications/org.ifsdesktop.IFSDesktop.desktop
    sed "s|^Exec=ifs-desktop|Exec=\"$home/ifs-desktop\"|" "$entry" >"$entry.new"
    mv "$entry.new" "$entry"
fi
for update in "update-mime-database $data/mime" "update-desktop-database $data/applications"; do
    if [ -d "${update#* }" ] && command -v "${update%% *}" >/dev/null; then
        "${update%% *}" "${update#* }"
    fi
done
if [ "${1:-}" = --remove ]; then
    echo "IFS Desktop is removed. Your journals (files ending in .ifsjournal) are still where you"
    echo "keep them; settings and backups are in ~/.config/ifs-desktop and $data/ifs-desktop."
else
    echo "IFS Desktop is in your menu; $start starts it, too."
fi
