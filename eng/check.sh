#!/usr/bin/env bash
# The one gate: format, build, tests, links. Every desk and CI run this and nothing else.
#   eng/check.sh              all of it
#   eng/check.sh --no-format  without the format check, which takes longest
# TILTYARD_STRICT=1 makes a skipped test a failure. TILTYARD_CONFORMANCE names the conformance data (default ../shared/conformance).
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
if [ -z "${TILTYARD_CONFORMANCE:-}" ] && [ -d ../shared/conformance ]; then
  TILTYARD_CONFORMANCE=$(cd ../shared/conformance && pwd)
  export TILTYARD_CONFORMANCE
fi

say() { printf '\n== %s\n' "$1"; }

say "build ($configuration)"
dotnet build Tiltyard.slnx -c "$configuration" --nologo -v quiet -clp:NoSummary

if [ "${1:-}" != "--no-format" ]; then
  say "format"
  dotnet format Tiltyard.slnx --no-restore --verify-no-changes --severity error
fi

say "links and words"
eng/links.sh

passed=0
failed=0
skipped=0
say "samples"
for sample in samples/*.cs; do
  if dotnet run "$sample" </dev/null >/dev/null; then passed=$((passed + 1)); else echo "$sample failed"; failed=$((failed + 1)); fi
done

for project in Tiltyard.Tests Tiltyard.EndToEnd.Tests; do
  say "$project"
  log=$(mktemp)
  "artifacts/bin/$project/${configuration,,}/$project" -noColor -noLogo | tee "$log" || true
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+' "$log" | tail -1 || true)
  if [ -z "$line" ]; then
    echo "$project did not finish"
    failed=$((failed + 1))
    continue
  fi
  number() { sed -E "s/.*$1: ([0-9]+).*/\1/" <<<"$line"; }
  bad=$(($(number Errors) + $(number Failed)))
  over=$(($(number Skipped) + $(number 'Not Run')))
  passed=$((passed + $(number Total) - bad - over))
  failed=$((failed + bad))
  skipped=$((skipped + over))
  rm -f "$log"
done

printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] || exit 1
if [ "${TILTYARD_STRICT:-}" = 1 ] && [ "$skipped" -gt 0 ]; then exit 1; fi
[ "$passed" -gt 0 ]
