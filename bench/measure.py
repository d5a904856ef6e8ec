"""Runs commands in turn and prints what each run took, as JSON.

Reads {"rounds": N, "commands": {name: {"argv": [...], "environment": {...}}}} from stdin. Python, since wait4(2) tells the peak memory of one child,
and Node cannot call it. A child's peak is never below this process's own, some 10 MB.
"""

import json
import os
import sys
import time

job = json.load(sys.stdin)
runs = {name: [] for name in job["commands"]}
for _ in range(job["rounds"]):
    for name, command in job["commands"].items():
        argv = command["argv"]
        began = time.perf_counter()
        child = os.posix_spawn(argv[0], argv, command["environment"])
        _, status, usage = os.wait4(child, 0)
        ended = time.perf_counter()
        if status != 0:
            sys.exit(f"{name} ended with status {status}")
        cpu = usage.ru_utime + usage.ru_stime
        runs[name].append({"wall": ended - began, "cpu": cpu, "peak": usage.ru_maxrss * 1024})
json.dump(runs, sys.stdout)
