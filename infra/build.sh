#!/usr/bin/env bash
# Lints and compiles everything in infra/, for both heads; any warning fails it. Needs the .NET SDK only: the compiler comes as a
# NuGet package.
#   infra/build.sh [OUT]    OUT (artifacts/infra) gets main.json, the template; main.parameters.json, what azd reads;
#                           and STAGE.HEAD.snapshot.json, the resources that each stage and head would deploy.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out=${1:-$here/../artifacts/infra}
mkdir -p "$out"
out=$(cd "$out" && pwd)

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) rid=linux-x64 ;;
  Linux-aarch64) rid=linux-arm64 ;;
  Darwin-x86_64) rid=osx-x64 ;;
  Darwin-arm64) rid=osx-arm64 ;;
  MINGW*-x86_64 | MSYS*-x86_64) rid=win-x64 ;;
  *) echo "infra/build.sh: there is no Bicep compiler for $(uname -s) on $(uname -m)." >&2; exit 3 ;;
esac

tool=$here/tools/bicep.csproj
# A platform whose lock file is not committed yet writes one.
locked=()
[[ -f $here/tools/packages.$rid.lock.json ]] || locked=(-p:RestoreLockedMode=false)
dotnet restore "$tool" -v quiet -p:BicepRid=$rid "${locked[@]+"${locked[@]}"}"
bicep=$(dotnet msbuild "$tool" -p:BicepRid=$rid "-getProperty:PkgAzure_Bicep_CommandLine_$rid")/tools/bicep
[[ $rid == win-* ]] && bicep+=.exe
[[ -x $bicep ]] || chmod u+x "$bicep" # packages carry no run bit

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs the compiler; it reports warnings on standard error and still ends with 0.
strictly() {
  if ! "$bicep" "$@" 2>"$work/said" || [[ -s $work/said ]]; then
    cat "$work/said" >&2
    echo "infra/build.sh: bicep $1 $2 has errors or warnings." >&2
    exit 1
  fi
}

export YOUTH_ALERT_EMAILS=somebody@example.org YOUTH_BUDGET_START=2026-01-01 YOUTH_WEBHOOK=yes
export AZURE_PRINCIPAL_ID=00000000-0000-0000-0000-000000000003 AZURE_PRINCIPAL_TYPE=User
unset YOUTH_HEAD AZURE_ENV_NAME AZURE_LOCATION
strictly lint "$here/main.bicep"
strictly build "$here/main.bicep" --outfile "$out/main.json"
strictly build-params "$here/main.bicepparam" --outfile "$out/main.parameters.json"

# Snapshots are written beside their parameter file, so they are made of a copy.
cp "$here"/*.bicep "$here"/*.bicepparam "$here"/*.json "$work"
for stage in dev prod; do
  for head in dotnet-isolated custom; do
    export YOUTH_HEAD=$head
    strictly snapshot "$work/main.$stage.bicepparam" --mode overwrite --deployment-name youth --location southeastasia \
      --tenant-id 00000000-0000-0000-0000-000000000001 --subscription-id 00000000-0000-0000-0000-000000000002
    mv "$work/main.$stage.snapshot.json" "$out/$stage.$head.snapshot.json"
  done
done
echo "infra: linted and compiled for both heads, no warnings"
