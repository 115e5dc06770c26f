#!/usr/bin/env bash
# Set up, then the long tests: soak.sh [PART] [--minutes N].
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

source deploy/setup/apart.sh
bash deploy/setup/set_up.sh test
exec nice .venv/bin/python -m soak "$@"
