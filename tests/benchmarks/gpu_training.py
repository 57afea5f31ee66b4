# SPDX-License-Identifier: Apache-2.0
"""Measures odimo-worker: how many images a second it trains, one task at a time and several in one process."""

import copy
import dataclasses
import json
import os
import queue
import subprocess
import threading
import time


@dataclasses.dataclass
class Plan:
    network: str
    batches: tuple
    at_once: tuple  # How many tasks at once.
    train_images: int
    epochs: int
    repetitions: int  # Of timed steps.
    limit_s: float  # For one measurement.


def full_plan():
    return Plan("resnet20", (128, 1024), (1, 4, 8), 8192, 3, 20, 60)


def quick_plan():
    return Plan("resnet8:width=4", (16,), (1, 2), 128, 2, 1, 60)


class Worker:
    """A worker for several tasks; its lines arrive in `events` as (time, task, event), None behind the last."""

    def __init__(self, report, programs, log):
        self._report = report
        environment = {**os.environ, "GOMP_SPINCOUNT": "10000"}
        with open(report.folder / log, "ab") as errors:
            self._process = subprocess.Popen([str(programs / "odimo-worker"), "--several"], stdin=subprocess.PIPE,
                                             stdout=subprocess.PIPE, stderr=errors, env=environment,
                                             start_new_session=True)
        report.started(self._process)
        self.events = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for text in self._process.stdout:
            line = json.loads(text)
            self.events.put((time.monotonic(), line.get("task"), line.get("line", line)))
        self.events.put(None)

    def send(self, number, task):
        self._process.stdin.write(json.dumps({"task": number, "line": task}).encode() + b"\n")
        self._process.stdin.flush()

    def stop(self):
        self._report.stop_group(self._process)


def run_together(report, programs, tasks, limit):
    """Runs the tasks at the same time. Returns their events as (time, task, event), and what went wrong, or ""."""
    worker = Worker(report, programs, "worker.log")
    events = []
    running = set(range(len(tasks)))
    problem = ""
    end = time.monotonic() + min(limit, report.left())
    try:
        for number, task in enumerate(tasks):
            worker.send(number, task)
        while running and not problem:
            arrived = worker.events.get(timeout=max(0.01, end - time.monotonic()))
            if arrived is None:
                problem = "the worker ended"
                break
            events.append(arrived)
            _, number, event = arrived
            if event["event"] == "failed":
                problem = event["message"]
            if event["event"] == "finished":
                running.discard(number)
    except queue.Empty:
        problem = f"not done after {limit:.0f} s"
    except OSError as error:
        problem = f"the worker takes no task: {error}"
    finally:
        worker.stop()
    return events, problem


def of_kind(events, kind):
    return [event for _, _, event in events if event["event"] == kind]


def images_per_second(events, at_once):
    """All tasks together, from the end of the earliest first epoch to the end of the last one; 0 if a task has none."""
    images = {number: event["train_images"] for _, number, event in events if event["event"] == "phase_started"}
    ends = [(when, number, event["epoch"]) for when, number, event in events if event["event"] == "epoch_finished"]
    later = [(when, number) for when, number, epoch in ends if epoch > 1]
    if {number for _, number in later} != set(range(at_once)):
        return 0
    begin = min(when for when, _, epoch in ends if epoch == 1)
    return sum(images[number] for _, number in later) / (max(when for when, _ in later) - begin)


class Measurements:
    def __init__(self, report, programs, device, plan):
        self._report, self._programs, self._device, self._plan = report, programs, device, plan
        sample = report.command([str(programs / "odimo-sample-task"), plan.network], 30, "sample-task.log")
        if sample.how != "ended":
            raise RuntimeError(f"odimo-sample-task: {sample.how}: {sample.output}")
        self._sample = json.loads(sample.output)
        self.steps, self.rates = [], []
        self._weights = self._mapping = None

    def _task(self, kind, batch, number):
        task = copy.deepcopy(self._sample)
        channels, size, _ = task["network"]["nodes"][0]["output"]
        folder = self._report.folder / "work" / f"{kind}-{batch}-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        images = self._plan.train_images
        task.update(kind=kind, name=f"{kind} {number}", device=self._device, folder=str(folder), seed=number + 1,
                    data=f"synthetic:classes=10,channels={channels},size={size},train={images},test=64",
                    repetitions=self._plan.repetitions)
        task["schedule"].update(batch_size=batch, epochs=self._plan.epochs)
        if kind in ("search", "finetune"):
            task["weights"] = self._weights
        if kind == "search":
            task["strength"] = 0.05 * 2**number
        if kind == "finetune":
            task["mapping"] = self._mapping
        return task

    def time_steps(self, batch):
        events, problem = run_together(self._report, self._programs, [self._task("time", batch, 0)],
                                       self._plan.limit_s)
        if hello := of_kind(events, "hello"):
            self._report.set("worker", hello[0])
        times = of_kind(events, "step_times")
        if problem or not times:
            self._report.problem(f"steps of {batch} images: {problem}")
            return
        entry = {"batch": batch}
        for kind in ("float", "search", "finetune"):
            entry[f"{kind}_step_ms"] = times[0][f"{kind}_step_ms"]
            entry[f"{kind}_images_per_second"] = round(1000 * batch / times[0][f"{kind}_step_ms"], 1)
        self.steps.append(entry)
        self._report.set("steps", self.steps)
        self._report.say(f"steps of {batch}: {entry}")

    def train(self, kind, batch, at_once):
        what = f"{kind}, batch {batch}, {at_once} at once"
        if kind != "warmup" and not self._weights or kind == "finetune" and not self._mapping:
            self._report.problem(f"{what}: nothing to start from")
            return
        tasks = [self._task(kind, batch, number) for number in range(at_once)]
        events, problem = run_together(self._report, self._programs, tasks, self._plan.limit_s)
        rate = images_per_second(events, at_once)
        if problem:
            self._report.problem(f"{what}: {problem}")
        if kind == "warmup" and not self._weights and (saved := of_kind(events, "weights_saved")):
            self._weights = saved[0]["path"]
        if kind == "search" and not self._mapping and (found := of_kind(events, "mapping_found")):
            self._mapping = found[0]["mapping"]
        self.rates.append({"kind": "float" if kind == "warmup" else kind, "batch": batch, "at_once": at_once,
                           "images_per_second": round(rate, 1)})
        self._report.set("trainings", self.rates)
        self._report.say(f"{what}: {rate:,.0f} images/s")


def measure(report, programs, device, plan):
    try:
        made = Measurements(report, programs, device, plan)
    except (RuntimeError, ValueError) as error:
        report.problem(str(error))
        return
    for batch in plan.batches:
        made.time_steps(batch)
    for at_once in plan.at_once:
        for batch in plan.batches:
            for kind in ("warmup", "search", "finetune"):
                made.train(kind, batch, at_once)
    missing = [each for each in made.rates if each["images_per_second"] <= 0]
    if missing:
        report.problem(f"{len(missing)} of {len(made.rates)} trainings were not measured")
