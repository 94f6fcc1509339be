#!/bin/sh
# Finds a Python and starts scripts.enter with it. Debian's own comes first: another one in
# the PATH may lie in a home that the terminal's user cannot read.
set -eu
cd "$(dirname "$0")/.."

for python in /usr/bin/python3 /usr/bin/python3.11 python3.11 python3; do
    if command -v "$python" >/dev/null 2>&1 &&
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" -m scripts.enter "$@"
    fi
done

if [ "$(id -u)" = 0 ] && [ -z "${YIZHAN_PYTHON_TRIED:-}" ] && command -v apt-get >/dev/null; then
    echo "yizhan: installing Python"
    apt-get -q update && apt-get -q install -y --no-install-recommends python3 python3-venv
    YIZHAN_PYTHON_TRIED=1 exec "$0" "$@"
fi
echo "yizhan: Python 3.11 is missing. Cure: sudo apt-get install python3 python3-venv" >&2
exit 1
