#!/usr/bin/env bash
# The long proofs, run before an issue is called done and never in CI:
#   a million episodes in constant memory, ten million events verified, two hundred kills, ten million events of the laboratory.
# TILTYARD_LONG_ONLY=laboratory runs the laboratory's alone; TILTYARD_LAB_EVENTS, TILTYARD_LAB_SEED and TILTYARD_FUZZ_ROUNDS say how many, from where, and how hard.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build Tiltyard.slnx -c Release --nologo -v quiet -clp:NoSummary
tool=$PWD/artifacts/bin/Tiltyard.Cli/release/tiltyard
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
limit_kb=$((300 * 1024))

laboratory() { # prints the seed of a play that failed: TILTYARD_LAB_SEED=that TILTYARD_LAB_EVENTS=1 plays it again
  echo "== ten million events of the laboratory; every document of its policy broken ten thousand times"
  TILTYARD_LAB_EVENTS=${TILTYARD_LAB_EVENTS:-10000000} TILTYARD_LAB_SEED=${TILTYARD_LAB_SEED:-1} TILTYARD_FUZZ_ROUNDS=${TILTYARD_FUZZ_ROUNDS:-10000} \
    artifacts/bin/Tiltyard.Tests/release/Tiltyard.Tests -noColor -noLogo -class '*Lab.EnginePropertyTests' -class '*Lab.PolicyFuzzTests'
}

if [ "${TILTYARD_LONG_ONLY:-}" = laboratory ]; then
  laboratory
  exit
fi

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

laboratory
