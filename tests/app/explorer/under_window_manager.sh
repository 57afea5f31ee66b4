#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# under_window_manager.sh PROGRAM [ARGUMENTS...]: runs it on a display of its own with a window manager, which answers
# later than the offscreen display does, as on a desktop. Exit status: the program's; 77 without Xvfb or openbox.
set -u
command -v Xvfb > /dev/null && command -v openbox > /dev/null || {
    echo "skipped: Xvfb or openbox is not installed"
    exit 77
}
folder=$(mktemp -d)
mkfifo "$folder/display"
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3> "$folder/display" 2> /dev/null &
server=$!
read -r number < "$folder/display"
export DISPLAY=":$number" QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR="$folder" HOME="$folder"
openbox 2> /dev/null &
manager=$!
trap 'kill $manager $server 2> /dev/null; wait; rm -rf "$folder"' EXIT
"$@"
