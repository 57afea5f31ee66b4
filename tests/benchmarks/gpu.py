# SPDX-License-Identifier: Apache-2.0
"""Builds, tests and measures on a machine with a GPU; gpu.sh says how it is called."""

import argparse
import os
import pathlib
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import gpu_build
import gpu_training
from gpu_report import Report

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(prog="gpu.sh")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "build/gpu/gpu.json")
    parser.add_argument("--seconds", type=float, default=520)
    parser.add_argument("--device", choices=["cuda", "cpu"], default="cuda")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--built", type=pathlib.Path)
    return parser.parse_args()


def where_it_crashed(report, program, environment):
    """The last lines of a debugger that ran the program again, or "" where there is none."""
    debugger = shutil.which("gdb") or shutil.which("cuda-gdb")
    if not debugger:
        return ""
    words = [debugger, "-q", "-batch", "-ex", "run", "-ex", "bt 40", "--args", str(program)]
    ended = report.command(words, 30, f"crash-{program.name}.log", environment)
    lines = [line for line in ended.output.splitlines() if not re.match(r"\[|warning: Cuda Driver", line)]
    return "\n".join(line[:300] for line in lines[-40:])


def run_test(report, program, device, limit):
    """One test program; what it found, in words that go into the results."""
    environment = {**os.environ, "ODIMO_TEST_DEVICE": device, "ODIMO_BIN": str(program.parents[1] / "bin")}
    name = program.name.removeprefix("tst_core_")
    ended = report.command([str(program)], limit, f"test-{name}-{device}.log", environment)
    totals = re.search(r"Totals: (\d+) passed, (\d+) failed, (\d+) skipped", ended.output)
    found = {"passed": 0, "failed": 0, "skipped": 0, "seconds": ended.seconds}
    if totals:
        found.update(zip(("passed", "failed", "skipped"), map(int, totals.groups())))
    found["failures"] = re.findall(r"FAIL!  : (.*\n.*)", ended.output)
    if not totals:
        found["failures"].append(f"{ended.how}: {ended.output[-600:]}")
    if ended.how.startswith("signal"):
        found["crash"] = where_it_crashed(report, program, environment)
    return found


def run_tests(report, folder, device, limit, only=None):
    """All test programs, a few at a time."""
    programs = sorted(path for path in (folder / "tests").glob("tst_core_*") if os.access(path, os.X_OK))
    programs = [each for each in programs if only is None or each.name.removeprefix("tst_core_") in only]
    with ThreadPoolExecutor(max(1, min(8, (os.cpu_count() or 1) // 2))) as pool:
        found = pool.map(lambda program: run_test(report, program, device, limit), programs)
        return {program.name.removeprefix("tst_core_"): each for program, each in zip(programs, found)}


def tests(report, folder, device):
    found = run_tests(report, folder, device, 100)
    report.set("tests", found)
    written = [path for module in ("learn", "tasks") for path in ROOT.glob(f"tests/core/{module}/**/tst_*.cpp")]
    if len(found) != len(written):
        report.problem(f"{len(written) - len(found)} of {len(written)} test programs were not built")
    failed = [name for name, each in found.items() if each["failures"]]
    for name in failed:
        report.problem(f"the test {name} failed on {device}")
    return failed


def main():
    options = arguments()
    report = Report(options.out, options.seconds)
    report.set("device", options.device)
    gpu_build.show_libraries_of_gpu()
    report.set("quick", options.quick)
    folder = options.built or ROOT / "build/gpu"
    failed = []
    if not options.built:
        torch = gpu_build.find_torch(report)
        gpu_build.build(report, ROOT, folder, torch)
        failed = tests(report, folder, options.device)
    if (folder / "bin/odimo-worker").exists():
        plan = gpu_training.quick_plan() if options.quick else gpu_training.full_plan()
        gpu_training.measure(report, folder / "bin", options.device, plan)
    else:
        report.problem("odimo-worker was not built, so nothing could be measured")
    if failed and options.device != "cpu":  # Is it the GPU, or this LibTorch?
        report.set("failed_tests_on_cpu", run_tests(report, folder, "cpu", 60, failed))
    shutil.rmtree(report.folder / "work", ignore_errors=True)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
