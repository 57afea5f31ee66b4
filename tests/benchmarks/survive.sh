#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tests/benchmarks/survive.sh [KILLS [CORRUPTIONS]]: the long forms of the tests of what a project survives (docs/reliability.md),
# from what preset ci, or the preset that ODIMO_PRESET names, has built: so many damaged files (default 1000), a loss of power
# at every operation on the disk, and so many hosts and workers killed (default 200). It works in parts; what a part found lies
# in build/survive, under the commit that the programs were built from. A part that has passed is not done again, so that the
# script, broken off anywhere, goes on where it was.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
built=$root/build/${ODIMO_PRESET:-ci}
kills=${1:-200} corruptions=${2:-1000}
killsOfPart=10 lossesOfPart=25
commit=$("$built/bin/odimo" --version | sed -nE 's/.*\((.*)\).*/\1/p')
logs=$root/build/survive/${commit:-unknown}
mkdir -p "$logs"

# As CTest runs them.
export GOMP_SPINCOUNT=10000 QT_QPA_PLATFORM=offscreen LANG=C.UTF-8 TZ=UTC ODIMO_BIN=$built/bin QTEST_FUNCTION_TIMEOUT=86400000

# part TEST NUMBER VARIABLE=VALUE...: one part of a test; fails if the part does.
part() {
    local log=$logs/$1.$2
    [[ -e $log.passed ]] && return
    if ! env "${@:3}" "$built/tests/tst_$1" -maxwarnings 0 >"$log.unfinished" 2>&1; then
        mv "$log.unfinished" "$log.failed"
        echo "FAILED, see $log.failed"
        return 1
    fi
    rm -f "$log.failed"
    mv "$log.unfinished" "$log.passed"
}

# told TEST WORDS...: the sum of the numbers before each of the words, over all parts of the test.
told() {
    local words sentence=
    for words in "${@:2}"; do
        sentence+="${sentence:+, }$(grep -hoE "[0-9]+ $words" "$logs/$1".*.passed | awk '{ sum += $1 } END { print sum + 0 }') $words"
    done
    echo "$sentence"
}

core_project_corruption() {
    part "$1" 0 ODIMO_CORRUPTIONS="$corruptions" || return 1
    sed -nE 's/^QINFO.*\(\) //p' "$logs/$1.0.passed"
}

core_host_power_loss() {
    local number
    for ((number = 0; ; ++number)); do
        part "$1" "$number" ODIMO_POWER_LOSS_EVERY=1 ODIMO_POWER_LOSS_FROM=$((number * lossesOfPart)) \
            ODIMO_POWER_LOSSES=$lossesOfPart || return 1
        # Until the exploration was at its end in both of its forms.
        (($(grep -c ' 0 losses of power' "$logs/$1.$number.passed") < 2)) || break
    done
    told "$1" 'losses of power' 'epochs acknowledged before them'
}

flow_kills() {
    local number
    for ((number = 0; number * killsOfPart < kills; ++number)); do
        part "$1" "$number" ODIMO_KILLS=$killsOfPart ODIMO_KILLS_FROM=$((number + 1)) || return 1
    done
    told "$1" hosts workers explorations 'epochs and runs told of'
}

failed=0
for test in core_project_corruption core_host_power_loss flow_kills; do
    begin=$SECONDS
    echo "$test:"
    if [[ -x $built/tests/tst_$test ]]; then
        "$test" "$test" || failed=1
    else
        echo "not built by this preset"
    fi
    echo "    $((SECONDS - begin)) s"
done
exit $failed
