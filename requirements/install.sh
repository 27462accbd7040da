#!/bin/sh
# Make a virtual environment, or bring it up to date; at once if there is nothing to do.
#
#     sh requirements/install.sh VENV [PYTHON]
#
# Installs the lock file of its Python, then this project in editable form. Nothing is compiled.
set -eu
venv=$1
wanted=${2:-}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

usable() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 16))' \
        >/dev/null 2>&1
}

choose() {
    for candidate in "$venv/bin/python" python3.15 python3.14 python3.13 python3.12 python3.11 python3; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

if [ -n "$wanted" ]; then
    usable "$wanted" || fail "PYTHON=$wanted is not a Python 3.11 to 3.15 with venv and pip."
    python=$wanted
else
    python=$(choose)
    [ -n "$python" ] || fail \
        "No Python 3.11 to 3.15 with venv and pip was found." \
        "Install one (on Debian and Ubuntu with its package python3-venv)," \
        "or name one: make run PYTHON=/path/to/python3.12"
fi

version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
lock=requirements/py$(echo "$version" | tr -d .).txt
[ -f "$lock" ] || fail "The lock file $lock is missing."

# An environment holds absolute paths, so a folder that has moved needs a new one.
locked="$lock $(cat "$lock" requirements/front_end.txt | cksum) $PWD"
if [ "$locked" != "$(cat "$venv/.locked" 2>/dev/null)" ] || ! usable "$venv/bin/python"; then
    if [ -e "$venv" ] && [ ! -f "$venv/pyvenv.cfg" ]; then
        fail "VENV=$venv is there already and is not a virtual environment: it is left as it is."
    fi
    echo "Making $venv with Python $version: about 350 MB to fetch, the first time a minute or more"
    # The environment's own Python cannot clear the folder that it runs from.
    python=$("$python" -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))')
    "$python" -m venv --clear "$venv"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check \
        --require-hashes --only-binary :all: -r "$lock" || fail \
        "The pinned packages could not be installed. They are there for Linux (x86_64 and ARM," \
        "glibc 2.28 or later), macOS 12 or later on Apple silicon, and 64-bit Windows."
    # Plain files for the web browser, which are only packed as a source.
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps \
        --no-build-isolation --require-hashes -r requirements/front_end.txt || fail \
        "The files that the view in the web browser needs could not be installed."
    echo "$locked" >"$venv/.locked"
fi

project=$(cksum <pyproject.toml)
if [ "$project" != "$(cat "$venv/.project" 2>/dev/null)" ]; then
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check \
        --no-deps --no-build-isolation -e .
    echo "$project" >"$venv/.project"
fi
