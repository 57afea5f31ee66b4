#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# tests/benchmarks/survive.sh [KILLS [CORRUPTIONS]]: the long forms of the tests of what a project survives (docs/reliability.md),
# from what preset ci, or the preset that ODIMO_PRESET names, has built: so many hosts and workers killed (default 200), a loss
# of power at every operation on the disk, and so many damaged files (default 1000). Logs lie in build/survive.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
built=$root/build/${ODIMO_PRESET:-ci}
logs=$root/build/survive
mkdir -p "$logs"

# As CTest runs them.
export GOMP_SPINCOUNT=10000 QT_QPA_PLATFORM=offscreen LANG=C.UTF-8 TZ=UTC ODIMO_BIN=$built/bin QTEST_FUNCTION_TIMEOUT=86400000
export ODIMO_KILLS=${1:-200} ODIMO_CORRUPTIONS=${2:-1000} ODIMO_POWER_LOSS_EVERY=1 ODIMO_POWER_LOSS_FROM=0

failed=0
for test in core_project_corruption core_host_power_loss flow_kills; do
    if [[ ! -x $built/tests/tst_$test ]]; then
        echo "$test: not built by this preset"
        continue
    fi
    begin=$SECONDS
    result=passed
    "$built/tests/tst_$test" -maxwarnings 0 >"$logs/$test.log" 2>&1 || { result=FAILED failed=1; }
    echo "$test: $result in $((SECONDS - begin)) s"
    grep -E '^QINFO|^FAIL' -A 1 "$logs/$test.log" | grep -vE '^(PASS|--|Totals)' || true
done
exit $failed
