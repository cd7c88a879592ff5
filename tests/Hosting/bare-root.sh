#!/usr/bin/env bash
# A root with nothing in it but the published program (ROOT/app) and the few system libraries that a .NET program needs on any Linux:
# the C and C++ libraries, ICU, OpenSSL and the time zones.
#   bare-root.sh make ROOT
#   bare-root.sh run ROOT PROGRAM     PROGRAM as seen from inside; replaces this process
set -euo pipefail
root=$2

case $1 in
  make)
    mkdir -p "$root"/{proc,dev,tmp,etc,usr/share}
    take() { [ -e "$root$1" ] || { mkdir -p "$root$(dirname "$1")"; cp -L "$1" "$root$1"; }; }
    # What its own binaries link to, but not libgomp: LightGBM is used only where it can be loaded.
    { find "$root/app" -name '*.so' -o -path "$root/app/YouthFunctions"; } | while read -r binary; do
      ldd "$binary" 2>/dev/null | { grep -oE '/[^ ]+' || true; } | { grep -vE "libgomp|^$root" || true; }
    done | sort -u | while read -r library; do take "$library"; done
    # What .NET loads by name.
    ldconfig -p | { grep -oE '/[^ ]*/lib(icuuc|icui18n|icudata|ssl|crypto)\.so\.[0-9]+$' || true; } | sort -u | while read -r library; do
      take "$library"
      ldd "$library" | { grep -oE '/[^ ]+' || true; } | while read -r needed; do take "$needed"; done
    done
    cp -rL /usr/share/zoneinfo "$root/usr/share/zoneinfo"
    ;;
  run)
    exec unshare --mount --map-root-user -- bash -c 'mount --rbind /proc "$1/proc" && mount --rbind /dev "$1/dev" && exec chroot "$1" "$2"' bash "$root" "$3"
    ;;
esac
