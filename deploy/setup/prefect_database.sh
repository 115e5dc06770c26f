# Prefect's database, migrated once: a temporary server then starts in half the time. Sourced.

kinward_home() { echo "${KINWARD_HOME:-$PWD/var}"; }

locked_prefect() { sed -n 's/^prefect==\([^ ]*\).*/\1/p' requirements.lock; }

# Prefect's own migration, on the file given.
migrate() {
    quietly prefect env PREFECT_HOME="$1" PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1 \
        PREFECT_API_DATABASE_CONNECTION_URL="sqlite+aiosqlite:///$2" \
        .venv/bin/prefect --no-prompt server database upgrade -y
}

# The file `migrated-by` beside the database says which Prefect last migrated it.
set_up_prefect_database() (
    local folder version
    folder=$(kinward_home)/prefect
    version=$(locked_prefect)
    if [[ -f $folder/prefect.db && -f $folder/migrated-by && $(<"$folder/migrated-by") == "$version" ]]; then
        return 0
    fi
    say "preparing Prefect's database (about 10 s) ..."
    umask 077 # the home is one person's
    mkdir -p "$folder"
    if [[ -f $folder/prefect.db ]]; then
        migrate "$folder" "$folder/prefect.db" || return 1
    else
        # Made beside its place and moved: an interrupted migration leaves nothing behind.
        rm -f "$folder"/prefect.db.making*
        migrate "$folder" "$folder/prefect.db.making" || return 1
        mv "$folder/prefect.db.making" "$folder/prefect.db"
    fi
    echo "$version" >"$folder/migrated-by"
)
