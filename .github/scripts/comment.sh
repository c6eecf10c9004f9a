#!/usr/bin/env bash
# The result of a check, as a comment on its pull request.
# From the environment: RUN, ADDRESS and CONCLUSION of the check's run; HEAD (owner:branch) and
# COMMIT, which it was for; GH_TOKEN and GH_REPO for gh. Which pull request that is, GitHub is
# asked: the result itself could name any.
set -euo pipefail

temporary=$(mktemp -d)
gh run download "$RUN" --name result --dir "$temporary/result" ||
  echo 'The check has left no result.' >&2
python3 .github/scripts/result_in_words.py "$temporary/result" "$CONCLUSION" "$ADDRESS" \
  >"$temporary/words.md"

gh api --method GET "repos/$GH_REPO/pulls" -f state=open -f head="$HEAD" \
  --jq '.[] | select(.head.sha == env.COMMIT) | .number' |
  while read -r number; do
    gh pr comment "$number" --edit-last --create-if-none --body-file "$temporary/words.md"
  done
