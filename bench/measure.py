"""Runs commands in turn and prints what each run took, as JSON.

Reads {"rounds": N, "commands": {name: {"argv": [...], "environment": {...}}}} from stdin. Python, since wait4(2) tells the peak memory of one child,
and Node cannot call it. A child's peak is never below this process's own, some 10 MB. What a command prints goes into a pipe, as it does under
Juju's agent.
"""

import json
import os
import sys
import time


def run(argv, environment):
    reader, writer = os.pipe()
    outputs = [(os.POSIX_SPAWN_DUP2, writer, 1), (os.POSIX_SPAWN_DUP2, writer, 2)]
    began = time.perf_counter()
    child = os.posix_spawn(argv[0], argv, environment, file_actions=outputs)
    os.close(writer)
    with os.fdopen(reader, errors="replace") as output:
        said = output.read()
    _, status, usage = os.wait4(child, 0)
    ended = time.perf_counter()
    if status != 0:
        sys.exit(f"{argv[0]} ended with status {status}: {said}")
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": ended - began, "cpu": cpu, "peak": usage.ru_maxrss * 1024}


job = json.load(sys.stdin)
runs = {name: [] for name in job["commands"]}
for _ in range(job["rounds"]):
    for name, command in job["commands"].items():
        runs[name].append(run(command["argv"], command["environment"]))
json.dump(runs, sys.stdout)
