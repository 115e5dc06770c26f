# The Debian packages: which are missing, and installing them where that is allowed. Sourced,
# together with environment.sh.

# Where apt's and PostgreSQL's configuration lies; moved only by the tests.
etc=${KINWARD_SETUP_ETC:-/etc}

# Print the installed ones among all packages of packages.txt, one a line.
installed_packages() {
    local patterns
    patterns=$(sed '/^#/d' deploy/setup/packages.txt | awk '{ gsub(/\|/, " ", $2); print $2 }')
    set -f # dpkg-query reads the patterns, not the shell
    # shellcheck disable=SC2086
    dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' \
        $patterns 2>/dev/null | sed -n 's/^installed //p' || true
    set +f
}

# Say whether one of `a|b|c*` is among the installed packages (second argument).
is_installed() {
    local pattern name
    local -a patterns
    IFS='|' read -ra patterns <<<"$1"
    for pattern in "${patterns[@]}"; do
        while read -r name; do
            # shellcheck disable=SC2053  # a pattern on purpose
            [[ -n $name && $name == $pattern ]] && return 0
        done <<<"$2"
    done
    return 1
}

# Print what is missing for `run` or for `test` (which includes run), in one line.
missing_packages() {
    local wanted_for=$1 installed need package _
    local -a missing=()
    installed=$(installed_packages)
    while read -r need package _; do
        [[ -z $need || $need == \#* ]] && continue
        [[ $need == test && $wanted_for != test ]] && continue
        is_installed "$package" "$installed" || missing+=("${package%%|*}")
    done <deploy/setup/packages.txt
    if [[ ! -f $stamp ]] && python_lacks_venv; then missing+=(python3-venv); fi
    echo "${missing[*]}"
}

# Print the prefix that gives the right to install packages; fail where there is none.
right_to_install() {
    command -v apt-get >/dev/null || return 1
    if [[ $(id -u) == 0 ]]; then
        echo env
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo sudo -n
    else
        return 1
    fi
}

apt_line() { echo "sudo apt-get install --no-install-recommends $*"; }

# Tests start servers of their own; the package must not leave one running on this machine.
# The file stands only while the package is installed: later installs are not our business.
without_main_cluster() (
    prefix=$1 file=$etc/postgresql-common/createcluster.d/kinward-setup.conf
    shift
    # shellcheck disable=SC2064  # expanded now on purpose
    trap "$prefix rm -f '$file'" EXIT
    $prefix mkdir -p "$(dirname "$file")"
    echo "create_main_cluster = false" | $prefix tee "$file" >/dev/null
    "$@"
)

# Install packages with apt: apt_install PREFIX PACKAGE...
apt_install() {
    local prefix=$1
    shift
    # Lists may be absent (a fresh container) or old; if this fails, the install says why.
    quietly apt-update $prefix apt-get -qq -o DPkg::Lock::Timeout=300 update || true
    quietly apt-install $prefix env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install --no-install-recommends "$@"
}

# Install what is missing for `run` or `test`; say it, and go on, where that is not possible.
set_up_packages() {
    local missing prefix
    missing=$(missing_packages "$1")
    [[ -z $missing ]] && return 0
    if prefix=$(right_to_install); then
        say "installing $missing (some minutes) ..."
        # shellcheck disable=SC2086
        if [[ " $missing " == *" postgresql "* ]]; then
            without_main_cluster "$prefix" apt_install "$prefix" $missing || true
        else
            apt_install "$prefix" $missing || true
        fi
        missing=$(missing_packages "$1")
    fi
    [[ -z $missing ]] || say_missing "$missing"
}

say_missing() {
    warn "these packages are missing and could not be installed here: $1"
    warn "ask for:  $(apt_line "$1")"
    case " $1 " in
        *" libreoffice-writer-nogui "* | *" fonts-"*)
            warn "until then Kinward prepares DOCX only and marks every PDF as not made" ;;
    esac
}
