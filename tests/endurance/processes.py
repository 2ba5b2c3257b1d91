"""Processes as Linux tells of them."""

import os
from pathlib import Path

_PROC = Path("/proc")


def of_session(session):
    """The ids of the processes of a session that live, whoever their parents are."""
    return [pid for pid, fields in _all() if int(fields[3]) == session]


def workers(parent):
    """The ids of the worker processes of a process."""
    return [pid for pid, fields in _all() if int(fields[1]) == parent and b"popen_loky" in _command(pid)]


def _all():
    for pid in (int(path.name) for path in _PROC.iterdir() if path.name.isdigit()):
        try:
            # state, parent, group, session …; the name before them may hold anything
            fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX":
            yield pid, fields


def _command(pid):
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


def mine():
    """The ids of this process's workers."""
    return workers(os.getpid())
