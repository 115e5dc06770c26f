# The virtual environment: .venv holds exactly what requirements.lock names. Sourced.

stamp=.venv/kinward-setup    # what the environment was made from
making=.venv/kinward-making  # stands while it is being made: found later, it was interrupted

# Print the Python to use: python3.11 if it runs, else a python3 that is new enough.
suitable_python() {
    local name
    for name in python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

# Debian's Python comes without the parts that make environments.
python_lacks_venv() {
    local python
    python=$(suitable_python) && ! "$python" -c 'import ensurepip, venv' 2>/dev/null
}

# A moved checkout counts as another environment: scripts in .venv/bin name their folder.
expected_stamp() { sha256sum requirements.lock pyproject.toml && pwd -P; }

environment_works() {
    [[ ! -e $making ]] && .venv/bin/python -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
        2>/dev/null && .venv/bin/python -I -m pip --version >/dev/null 2>&1
}

environment_is_ready() {
    [[ ! -e $making && -f $stamp && $(<"$stamp") == "$(expected_stamp)" ]] &&
        .venv/bin/python -I deploy/setup/installed.py requirements.lock pyproject.toml 2>/dev/null
}

# Take down the old environment, if any, and make an empty one.
make_environment() {
    local python
    if ! python=$(suitable_python); then
        warn "Kinward needs Python 3.11 or newer; found: $(python3 --version 2>&1 || true)"
        warn "on Debian 12:  $(apt_line python3 python3-venv)"
        return 1
    fi
    if python_lacks_venv; then
        warn "$python cannot make virtual environments;  $(apt_line python3-venv)"
        return 1
    fi
    rm -rf .venv
    mkdir .venv && touch "$making"
    quietly venv "$python" -m venv .venv
}

# Put the locked versions into the environment. Only wheels: building one would fetch
# build tools that no hash vouches for. The project itself is built with what is locked.
fill_environment() {
    touch "$making"
    quietly pip .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --only-binary :all: -r requirements.lock &&
        quietly pip-project .venv/bin/python -m pip install --quiet \
            --disable-pip-version-check --no-deps --no-build-isolation --no-index -e . || return 1
    rm -f "$making"
}

# Say whether the lock still satisfies pyproject.toml.
lock_fits_project() {
    quietly pip-check .venv/bin/python -m pip check --disable-pip-version-check && return 0
    warn "requirements.lock does not hold what pyproject.toml asks for;  make lock"
    return 1
}

set_up_environment() {
    environment_is_ready && return 0
    renew_environment || { say "making .venv from requirements.lock (about a minute) ..." &&
        make_environment && fill_environment; } || return 1
    lock_fits_project || return 1
    expected_stamp >"$stamp"
}

# Bring an environment that works, and was made in this folder, up to the lock.
renew_environment() {
    environment_works || return 1
    [[ ! -f $stamp || $(tail -n 1 "$stamp") == "$(pwd -P)" ]] || return 1
    say "bringing .venv up to requirements.lock ..."
    fill_environment 2>build/setup/renew.log
}
