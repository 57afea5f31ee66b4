#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Compares the float training step of odimo with the same one in Python PyTorch: compare_float_step.sh BIN_FOLDER [ROUNDS]
# The programs take turns, so that a busy or throttled machine slows both.
set -eu

bin=${1:?usage: compare_float_step.sh BIN_FOLDER [ROUNDS]}
rounds=${2:-5}
here=$(dirname "$0")
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

for round in $(seq "$rounds"); do
    echo "round $round of $rounds" >&2
    "$bin/odimo" bench --network resnet20 --batch 128 --repetitions 7 --precision full --json >"$results/odimo-$round.json"
    /usr/bin/python3 "$here/python_float_step.py" --batch 128 --repetitions 7 >"$results/python-$round.json"
done

python3 - "$results" <<'SCRIPT'
import json, pathlib, statistics, sys

def median(name):
    files = pathlib.Path(sys.argv[1]).glob(name + "-*.json")
    return statistics.median(json.loads(file.read_text())["float_step_ms"] for file in files)

odimo, python = median("odimo"), median("python")
print(json.dumps({"odimo_float_step_ms": odimo, "python_float_step_ms": python, "ratio": odimo / python}))
SCRIPT
