# SPDX-License-Identifier: Apache-2.0
"""The results of gpu.py, on disk after every step, and the time that is left for the next."""

import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

RESERVE_S = 5  # To write the results and end.


@dataclasses.dataclass
class Ended:
    """A command that ran. `how`: "ended", "code 3", "signal 11" or "stopped after 60 s"."""

    how: str
    output: str
    seconds: float


class Report:
    def __init__(self, path: pathlib.Path, seconds: float):
        self.path = path.resolve()
        self.folder = self.path.parent
        self.folder.mkdir(parents=True, exist_ok=True)
        self._end = time.monotonic() + seconds
        self._start = time.monotonic()
        self._values = {"complete": False, "problems": []}
        self._groups = set()
        for reason in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
            signal.signal(reason, self._stop)
        signal.alarm(max(1, int(seconds)))  # Whatever hangs, the results are written in time.
        self._write()

    def left(self):
        """Seconds for what is still to do."""
        return self._end - time.monotonic() - RESERVE_S

    def set(self, name, value):
        self._values[name] = value
        self._write()

    def problem(self, text):
        print("gpu.sh:", text, file=sys.stderr, flush=True)
        self._values["problems"].append(text)
        self._write()

    def say(self, text):
        print(f"{time.monotonic() - self._start:6.1f} s  {text}", flush=True)

    def started(self, process):
        """Of a process in a group of its own, which is ended with this program."""
        self._groups.add(process.pid)

    def stop_group(self, process):
        """Ends a process and all that it has started."""
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        self._groups.discard(process.pid)

    def command(self, words, limit, log, environment=None):
        """Runs a command, its output also in the file `log`, for at most `limit` seconds."""
        limit = min(limit, self.left())
        if limit <= 0:
            return Ended("not started: no time was left", "", 0)
        start = time.monotonic()
        file = self.folder / log
        with open(file, "wb") as output:
            try:
                process = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                           env=environment, start_new_session=True)
            except OSError as error:
                return Ended(str(error), str(error), 0)
            self.started(process)
            try:
                code = process.wait(limit)
                how = "ended" if code == 0 else f"code {code}" if code > 0 else f"signal {-code}"
            except subprocess.TimeoutExpired:
                how = f"stopped after {limit:.0f} s"
            self.stop_group(process)
        return Ended(how, file.read_text(errors="replace"), round(time.monotonic() - start, 1))

    def finish(self):
        """Returns the exit code: 0 if all was done and no test failed."""
        signal.alarm(0)
        self._values["complete"] = not self._values["problems"]
        self._write()
        self.say(f"written: {self.path}")
        return 0 if self._values["complete"] else 1

    def _write(self):
        self._values["seconds"] = round(time.monotonic() - self._start, 1)
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(self._values, indent=2) + "\n")
        part.replace(self.path)

    def _stop(self, reason, _frame):
        for group in list(self._groups):
            try:
                os.killpg(group, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self._values["problems"].append("stopped by " + signal.Signals(reason).name)
        self._write()
        os._exit(1)
