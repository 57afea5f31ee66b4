#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# packaging/appimage/build.sh [BUILD]: makes odimo-explorer-x86_64.AppImage from the programs in BUILD (default: build/release,
# preset release). Needs linuxdeploy with its plugin for Qt on PATH, which Debian does not have; nothing is downloaded here.
#
# Untested: no machine of the project has linuxdeploy.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
build=${1:-$root/build/release}
for program in linuxdeploy linuxdeploy-plugin-qt; do
    command -v "$program" >/dev/null || {
        echo "packaging/appimage: $program is not on PATH; https://github.com/linuxdeploy has it" >&2
        exit 1
    }
done

folder=$build/AppDir
rm -rf "$folder"
DESTDIR=$folder cmake --install "$build" --prefix /usr --strip

# odimo and odimo-worker lie beside the explorer and take the same libraries: LibTorch too, hence about 300 MB.
export EXTRA_QT_PLUGINS="svg;waylandclient"
export QMAKE=${QMAKE:-qmake6}
cd "$build"
linuxdeploy --appdir "$folder" --plugin qt --output appimage \
    --executable "$folder/usr/bin/odimo-explorer" \
    --executable "$folder/usr/bin/odimo" \
    --executable "$folder/usr/bin/odimo-worker" \
    --desktop-file "$folder/usr/share/applications/odimo-explorer.desktop" \
    --icon-file "$folder/usr/share/icons/hicolor/scalable/apps/odimo-explorer.svg"
