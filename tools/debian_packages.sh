#!/usr/bin/env bash
# The tests want a real PostgreSQL, browser, proxy and virus scanner, systemd's look at the units, and a clock that can be
# moved. Installs Debian's where they are missing and that is possible.
set -euo pipefail

missing=()
browser=(chromium-headless-shell fonts-liberation)
command -v chromium-headless-shell >/dev/null || missing+=("${browser[@]}")
if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null; then
    missing+=(postgresql)
fi
compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || missing+=(faketime)
command -v clamd >/dev/null || missing+=(clamav-daemon)
command -v nginx >/dev/null || missing+=(nginx-light)
command -v systemd-analyze >/dev/null || missing+=(systemd)
[ ${#missing[@]} -eq 0 ] && exit 0

# The whole browser serves too, but drawing its windows takes five times as long.
can_do_without() {
    [ "${missing[*]}" = "${browser[*]}" ] && command -v chromium >/dev/null
}

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo -n)
fi
if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
    can_do_without && exit 0
    echo "The tests need these Debian packages, and they cannot be installed from here: ${missing[*]}." >&2
    echo "Install them as root: apt-get install ${missing[*]}" >&2
    exit 1
fi

echo "Installing Debian packages for the tests: ${missing[*]}"
log="$(mktemp)"
if ! {
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update &&
        { apt-cache show chromium-headless-shell || missing=("${missing[@]/#chromium-headless-shell/chromium}"); } &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
            install --yes --no-install-recommends "${missing[@]}"
} >"$log" 2>&1 </dev/null; then
    can_do_without && rm -f "$log" && exit 0
    tail -n 30 "$log" >&2
    echo "Debian could not install ${missing[*]}; its last lines stand above." >&2
    exit 1
fi
rm -f "$log"
