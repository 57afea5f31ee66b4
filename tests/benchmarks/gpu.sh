#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the worker and the tests of learn and tasks on a machine with a GPU, runs the tests there, measures how many
# images a second are trained, and writes all of it as one JSON file. Everything has its time limit.
#
#   gpu.sh --pack      where the project is developed: copies the libraries that such a machine lacks (nlohmann/json and
#                      zlib, 1.3 MB) to build/gpu-pack, which then travels with the checkout
#   gpu.sh [OPTIONS]   on the machine with the GPU; needs g++, CMake, ninja, python3 and LibTorch 2 (or 1.13): that of
#                      TORCH_DIR, or that in the Python package torch
#     --out FILE       where the results go (build/gpu/gpu.json); logs lie beside it
#     --seconds N      time for everything (520)
#     --device NAME    cuda or cpu (cuda)
#     --quick          a tiny network and few images: tries this script, measures nothing of worth
#     --built FOLDER   builds and tests nothing, takes the programs of this build folder
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)

if [ "${1:-}" = --pack ]; then
    pack=$root/build/gpu-pack
    rm -rf "$pack"
    mkdir -p "$pack/include" "$pack/lib" "$pack/share/cmake"
    cp -r /usr/include/nlohmann /usr/include/zlib.h /usr/include/zconf.h "$pack/include"
    cp -r /usr/share/cmake/nlohmann_json "$pack/share/cmake"
    cp "$(g++ -print-file-name=libz.a)" "$pack/lib"
    du -sh "$pack"
    exit 0
fi

exec python3 -B "$root/tests/benchmarks/gpu.py" "$@"
