#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# drawn_packages.sh FIRST COUNT [BUILD]: exports so many drawn networks from the seed FIRST on, builds each for this
# machine and runs it. Prints those that fail, and how many passed. BUILD: the build folder, build/ci by default.
set -eu
first=${1:?seed of the first network} count=${2:?number of networks} build=${3:-build/ci}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0
at_once=50
for ((seed = first; seed < first + count; seed += at_once)); do
    left=$((first + count - seed))
    "$build/tests/test_write_drawn_packages" "$seed" $((left < at_once ? left : at_once)) "$folder" >"$folder/list"
    while read -r package; do
        if make --silent -C "$package" OPTIMISE=-O1 test >"$package/log" 2>&1; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "network $(basename "$package"): $(tail -n 1 "$package/log")"
        fi
        rm -rf "$package"
    done <"$folder/list"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
