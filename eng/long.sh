#!/usr/bin/env bash
# The long proofs, run before an issue is called done and never in CI:
#   a million episodes in constant memory, ten million events verified, two hundred kills.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build Tiltyard.slnx -c Release --nologo -v quiet -clp:NoSummary
tool=$PWD/artifacts/bin/Tiltyard.Cli/release/tiltyard
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
limit_kb=$((300 * 1024))

measure() { # prints what the command prints, then its peak memory
  /usr/bin/time -f '%M KB peak, %e s' -o "$scratch/time" "$@"
  cat "$scratch/time"
}

echo "== a million release_manager episodes, rows only"
measure "$tool" run release_manager --policy careful --episodes 1000000 --trace none --no-open --out "$scratch/million"
peak=$(awk '{print $1}' "$scratch/time")
[ "$peak" -lt "$limit_kb" ] || { echo "peak memory of $peak KB is not below $limit_kb KB"; exit 1; }
[ "$(wc -l <"$scratch/million/rows.jsonl")" -eq 1000000 ]
rm -rf "$scratch/million"

echo "== ten million events, written and verified"
measure "$tool" run release_manager --policy careful --episodes 161000 --trace all --no-open --out "$scratch/events"
measure "$tool" verify "$scratch/events"
find "$scratch/events/traces" -name '*.jsonl' -print0 | xargs -0 cat | wc -l
rm -rf "$scratch/events"

echo "== two hundred kills"
TILTYARD_KILLS=${TILTYARD_KILLS:-200} artifacts/bin/Tiltyard.EndToEnd.Tests/release/Tiltyard.EndToEnd.Tests \
  -noColor -noLogo -method '*killed_at_random_moments*'
