#!/usr/bin/env bash
# Make this machine ready: set_up.sh run | test. Does only what is not done yet.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

source deploy/setup/say.sh
source deploy/setup/packages.sh
source deploy/setup/environment.sh
source deploy/setup/prefect_database.sh

# One set-up at a time: two terminals may ask for it at once.
mkdir -p build/setup
exec 9>build/setup/lock
if ! flock -n 9; then
    say "another set-up is at work here; waiting for it ..."
    flock 9
fi

set_up_packages "${1:-run}"
set_up_environment
set_up_prefect_database
