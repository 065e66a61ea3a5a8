#!/bin/sh
# Make .venv ready: tools/setup.sh run (what the product needs) or tools/setup.sh dev (tests too).
# Says what it does and asks nothing. Called by the Makefile, which remembers that it was done.
set -eu

lock=requirements.lock
[ "${1:-run}" = dev ] && lock=requirements-dev.lock

say() { printf '── %s\n' "$*"; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    {
        echo "Thi đua số needs Python 3.11 or newer; this machine has $(python3 --version 2>&1 || true)."
        echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv), or name one: make PYTHON=/path/to/python3.12 …"
        echo "Cần Python 3.11 trở lên. Hãy cài đặt (Debian, Ubuntu: apt-get install python3 python3-venv) rồi chạy lại."
    } >&2
    exit 1
}

if [ ! -x .venv/bin/python ] || ! new_enough .venv/bin/python; then
    python=$(find_python)
    say "1/4 Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || {
        echo "Python cannot make virtual environments here. Debian, Ubuntu: apt-get install python3-venv" >&2
        exit 1
    }
else
    say "1/4 Using .venv with $(.venv/bin/python --version)"
fi

if command -v uv >/dev/null; then
    say "2/4 Installing the locked requirements of $lock with uv"
    UV_PYTHON_DOWNLOADS=never uv pip install --python .venv/bin/python --require-hashes --quiet -r "$lock"
    say "3/4 Installing thidua itself"
    uv pip install --python .venv/bin/python --quiet --no-deps --no-build-isolation -e .
else
    say "2/4 Installing the locked requirements of $lock with pip (a minute or so)"
    .venv/bin/python -m pip install --disable-pip-version-check --progress-bar off --no-compile --quiet \
        --require-hashes -r "$lock"
    say "3/4 Installing thidua itself"
    .venv/bin/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
fi

# Once, so that no start pays for it, even where PYTHONDONTWRITEBYTECODE is set.
say "4/4 Compiling"
.venv/bin/python -m compileall -q -j 0 .venv/lib src >/dev/null 2>&1 || true
say "Ready"
