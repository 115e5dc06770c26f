#!/usr/bin/env bash
# Set up, then every gate in order; stop at the first that fails and say which it was.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

source deploy/setup/say.sh
source deploy/setup/packages.sh
source deploy/setup/environment.sh
source deploy/setup/apart.sh

gate() {
    local name=$1 started=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if ! "$@"; then
        printf '\nmake test: FAILED at "%s": %s\n' "$name" "$*" >&2
        return 1
    fi
    printf '== %s: good (%s s)\n' "$name" $((SECONDS - started))
}

# Without their packages some tests cannot pass, and none of them may count as passed.
tests_and_their_packages() {
    local missing result=0
    .venv/bin/pytest || result=1
    missing=$(missing_packages test)
    [[ -z $missing ]] || { say_missing "$missing" && result=1; }
    return $result
}

bash deploy/setup/set_up.sh test
gate formatting .venv/bin/ruff format --check .
gate lint .venv/bin/ruff check .
gate types .venv/bin/mypy
gate "import contracts" .venv/bin/lint-imports
gate tests tests_and_their_packages
printf '\nmake test: all good (%s s)\n' $SECONDS
