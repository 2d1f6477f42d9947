#!/usr/bin/env bash
# Renders the Word documents that the portal writes as pictures, by LibreOffice, to be looked at: build/papers. Installs
# Debian's LibreOffice (the writer without a desktop) and poppler where they are missing and that is possible.
set -euo pipefail

python="${1:-.venv/bin/python}"
missing=()
command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui fonts-liberation)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo -n)
    fi
    if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
        echo "Install these as root, then try again: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    echo "Installing Debian packages: ${missing[*]}"
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
        install --yes --quiet --no-install-recommends "${missing[@]}" >/dev/null
fi

papers=build/papers
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
rm -rf "$papers"
mkdir -p "$papers"
"$python" tools/write_papers.py "$home" "$papers"
for paper in "$papers"/*.docx; do
    soffice --headless "-env:UserInstallation=file://$home/office" --convert-to pdf --outdir "$papers" "$paper" >/dev/null 2>&1
    pdf="${paper%.docx}.pdf"
    [ -s "$pdf" ] || { echo "LibreOffice did not open $paper" >&2; exit 1; }
    pdftoppm -r 70 -l 24 -png "$pdf" "${paper%.docx}"
    echo "$paper: $(pdfinfo "$pdf" | awk '/^Pages:/ { print $2 }') pages, the first of them as pictures beside it"
done
