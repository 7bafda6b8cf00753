#!/usr/bin/env bash
# Resolves the versions in pyproject.toml into requirements/*.lock, with hashes, for every Python it allows.
# A lock names no package index, so that each user's own mirror serves it. Needs uv (pip install uv).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

resolve() { # name, then options; what an older lock already chose is kept unless --upgrade is given
  uv pip compile --quiet --universal --generate-hashes --no-annotate \
    --custom-compile-command "make lock" --output-file "requirements/$1.lock" "${@:2}" >/dev/null
}

resolve run pyproject.toml --group build
resolve dev pyproject.toml --group build --group dev --constraint requirements/run.lock
resolve node --group pyproject.toml:node
