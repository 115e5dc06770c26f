# Words to the person at the terminal. Sourced.

say() { printf 'set-up: %s\n' "$*"; }

warn() { printf 'set-up: %s\n' "$*" >&2; }

# Run a command quietly; when it fails, show what it said.
#   quietly NAME COMMAND...      NAME is what the log file is called
quietly() {
    local log="build/setup/$1.log"
    shift
    mkdir -p build/setup
    if ! "$@" >"$log" 2>&1; then
        warn "this failed: $*"
        tail -n 40 "$log" >&2
        return 1
    fi
}
