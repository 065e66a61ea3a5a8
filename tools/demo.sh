#!/bin/sh
# Make the demonstration, publish it, verify it, serve it. Called by `make demo`.
# PORT: where to serve (8000). SERVE=0: end when everything is verified.
set -eu

export THIDUA_STORE=var/demo THIDUA_PUBLISHED=var/demo/published
thidua=.venv/bin/thidua

$thidua migrate
$thidua demo make
$thidua verify ledger "$THIDUA_PUBLISHED"
$thidua verify standings "$THIDUA_PUBLISHED"
if [ "${SERVE:-1}" = 0 ]; then
    echo "── The demonstration is made, published and verified. Serve it: make demo" >&2
    exit 0
fi
exec $thidua run --bind "127.0.0.1:${PORT:-8000}"
