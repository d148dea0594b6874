#!/usr/bin/env bash
# Makes dist/*.flatpak from the archive for Linux that lies in dist already. Fetches the runtime.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

archive="$(find dist -name '*.tar.xz')"
version="$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' ifs_desktop/__init__.py)"
rm -rf build/flatpak && mkdir -p build/flatpak/app
tar -C build/flatpak/app --strip-components=1 -xf "$archive" # ifs-desktop/, share/, LICENSE

flatpak remote-add --user --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo
flatpak-builder --user --install-deps-from=flathub --repo=build/flatpak/repo \
    --state-dir=build/flatpak/state build/flatpak/made packaging/flatpak/org.ifsdesktop.IFSDesktop.yml
flatpak build-bundle build/flatpak/repo "dist/IFS-Desktop-$version.flatpak" org.ifsdesktop.IFSDesktop
