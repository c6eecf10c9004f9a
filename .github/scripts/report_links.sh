#!/usr/bin/env bash
# The weekly report: links that do not answer and preprints that were published, in one issue that is
# kept up to date, and closed when nothing is left. From the environment: GH_TOKEN and GH_REPO for gh.
set -euo pipefail

label='weekly report'
temporary=$(mktemp -d)
report=$temporary/report.md

# Their exit code 1 is something to report; 2, that the network or a source was not there.
.venv/bin/paperbase links --report "$report" || [ $? -eq 1 ]
.venv/bin/paperbase update >"$temporary/published" || [ $? -eq 1 ] ||
  echo 'Not every source has answered.' >>"$temporary/published"

if [ -s "$temporary/published" ]; then
  {
    printf '\n## Published since\n\n%s\n\n' "Look at each; \`paperbase update --write\` writes them."
    head -c 4000 "$temporary/published" | tr -d '\000-\010\013-\037' | sed 's/^/    /'
  } >>"$report"
fi

open=$(gh issue list --label "$label" --state open --json number --jq '.[0].number // empty')
if [ -n "$open" ]; then
  gh issue edit "$open" --body-file "$report"
fi
if grep -q '^## ' "$report"; then
  if [ -z "$open" ]; then
    gh label create "$label" --force
    gh issue create --title 'Dead links and published preprints' --label "$label" --body-file "$report"
  fi
elif [ -n "$open" ]; then
  gh issue close "$open"
fi
