# Tests must not meet a person's own home, ledger or Prefect. Sourced.
for name in KINWARD_HOME DATABASE_URL "${!PREFECT_@}"; do unset "$name"; done
export PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1
