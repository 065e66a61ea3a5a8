"""A child in the place of the real one: it wants more than it may have, or sees what it can do."""

import os
import signal
import sys

from thidua.sandbox.outside import MEGABYTES, answer


def memory(_content):
    return {"pages": len(bytes(MEGABYTES << 20))}


def death(_content):
    os.kill(os.getpid(), signal.SIGSEGV)


def words(_content):
    sys.stdout.write("không phải JSON")
    return {}


WANTED = {"pdf": memory, "jpeg": death, "png": words}

if __name__ == "__main__":
    answer(WANTED[sys.argv[1]])
