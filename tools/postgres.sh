#!/usr/bin/env bash
# Run a command with THIDUA_DATABASE set to a PostgreSQL of its own: tools/postgres.sh COMMAND …
# Debian's server is started in a temporary folder, as a user that is not root (it refuses root),
# on a free port of 127.0.0.1, and ended with the command.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /none/initdb)")
if [ ! -x "$bin/initdb" ]; then
    echo "PostgreSQL is not installed. Install it: apt-get install postgresql" >&2
    exit 1
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/thidua-postgres.XXXXXX")
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
password=$(python3 -c 'import secrets; print(secrets.token_hex(16))')

as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    as_server() { setpriv --reuid postgres --regid postgres --clear-groups "$@"; }
fi

finish() {
    (cd / && as_server "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate --silent stop) || true
    rm -rf "$folder"
}
trap finish EXIT

printf '%s' "$password" >"$folder/password"
[ "$(id -u)" != 0 ] || chown -R postgres: "$folder"
(
    cd /
    as_server "$bin/initdb" --pgdata "$folder/data" --username thidua --pwfile "$folder/password" \
        --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --data-checksums >"/dev/null"
    as_server "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --silent --wait \
        --options "-h 127.0.0.1 -p $port -k $folder -c fsync=off" start  # the cluster ends with the tests
)
echo "── PostgreSQL $("$bin/postgres" --version | awk '{print $3}') on 127.0.0.1:$port" >&2
PGPASSWORD=$password "$bin/createdb" --host 127.0.0.1 --port "$port" --username thidua thidua
THIDUA_DATABASE="postgresql://thidua:$password@127.0.0.1:$port/thidua" "$@"
