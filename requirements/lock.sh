#!/bin/sh
# Write the lock file of every supported Python from pyproject.toml.
#
#     sh requirements/lock.sh PYTHON [--upgrade]
#
# Versions that still fit stay as they are; --upgrade takes the newest of each. A file holds for
# every platform, with the hashes of all wheels, and names no place to fetch them from. The one
# package without a wheel, files for the web browser, is pinned by hand in front_end.txt.
set -eu
python=$1
shift

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools"
"$tools/bin/python" -m pip install -qq --disable-pip-version-check 'uv>=0.8,<1'

for version in 3.11 3.12 3.13 3.14 3.15; do
    lock=requirements/py$(echo "$version" | tr -d .).txt
    "$tools/bin/uv" pip compile -q pyproject.toml --extra browser --extra dev --extra docs --group build \
        --universal --fork-strategy fewest --python-version "$version" --only-binary :all: \
        --no-binary solara-assets --no-emit-package solara-assets \
        --generate-hashes --no-emit-index-url --no-annotate --no-header \
        --output-file "$lock" "$@" >/dev/null
    echo "$lock: $(grep -c == "$lock") packages"
done
