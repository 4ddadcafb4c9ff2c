# A private PostgreSQL that lives as long as this script's standard input stays open.
# Whoever started it may be killed in any way: its end of the pipe closes, and server and folder go.
#
#   private.sh BIN PORT TMP   →   one line on standard output, "ready PORT", or an error and a status that is not 0
set -eu
bin=$1 port=$2 tmp=$3

# Ctrl-C reaches the whole group: the end comes by the pipe, after the tests have had theirs.
trap '' INT TERM HUP

dir=$(mktemp -d "$tmp/gandan-postgres-XXXXXX")
cleanup() {
    "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap cleanup EXIT

# The cluster itself needs no syncing while it is made; the server then runs with fsync on, as in the field.
"$bin/initdb" -D "$dir/data" -U gandan -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
    "$bin/initdb" -D "$dir/data" -U gandan -A trust -E UTF8 --locale=C --no-sync >"$dir/initdb.log" 2>&1 ||
    { cat "$dir/initdb.log" >&2; exit 1; }
"$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/server.log" -o \
    "-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=200" \
    start >/dev/null </dev/null || { cat "$dir/server.log" >&2; exit 1; }

echo "ready $port"
cat >/dev/null
