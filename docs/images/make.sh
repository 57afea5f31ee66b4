#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# docs/images/make.sh BIN_FOLDER: makes the pictures of the window anew: the sample in light colours, 1500 pixels wide.
set -euo pipefail

programs=$(realpath -- "$1")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

picture() { # FILE VIEW RUN [LAYER]
    "$programs/odimo-explorer" --sample --view "$2" --run "$3" --layer "${4:-}" --theme light --size 1500x940 --screenshot "$1.png"
}
picture explorer front 7
picture network network 7
picture layers layers 7 stage3.block0.shortcut
picture timeline timeline 7
picture compare compare 7
picture code code 7
picture replay replay 18
