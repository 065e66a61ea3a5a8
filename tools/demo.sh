#!/bin/sh
# Make the demonstration, publish it, verify it, serve it. Called by `make demo`.
# PORT: where to serve (8000). SERVE=0: end when everything is verified.
# It is made once, and again when what it hangs on has changed since.
set -eu

export THIDUA_STORE=var/demo THIDUA_PUBLISHED=var/demo/published
thidua=.venv/bin/thidua
made=$THIDUA_STORE/.made

say() { printf '── %s\n' "$*" >&2; }

changed() {
    find data rubrics src/thidua/demo src/thidua/*/rules* src/thidua/*/models* src/thidua/*/actions* \
        src/thidua/*/migrations \( -name '*.py' -o -name '*.toml' -o -name '*.csv' \) -newer "$made" |
        grep -q .
}

if [ ! -e "$made" ] || changed; then
    say "Making the demonstration in $THIDUA_STORE"
    rm -rf "$THIDUA_STORE"
    $thidua demo make
    touch "$made"
else
    say "The demonstration is in $THIDUA_STORE already"
fi
.venv/bin/python tools/build_verifier.py >/dev/null # the portal hands it out
say "Verifying what it published"
$thidua verify ledger "$THIDUA_PUBLISHED"
$thidua verify standings "$THIDUA_PUBLISHED"
if [ "${SERVE:-1}" = 0 ]; then
    say "Made, published and verified. Serve it: make demo"
    exit 0
fi
say "Serving until Ctrl-C on http://127.0.0.1:${PORT:-8000}/"
exec $thidua run --bind "127.0.0.1:${PORT:-8000}"
