#!/usr/bin/env bash
# An issue of the form "Add a paper" becomes a pull request, or gets a comment that says why not.
# From the environment: ISSUE, its number; BODY, its text, which anyone may have written; AUTHOR and
# AUTHOR_ID; GH_TOKEN and GH_REPO for gh. Nothing of BODY is run, or shown but in a block of code.
set -euo pipefail

branch=paper/issue-$ISSUE
temporary=$(mktemp -d)

comment() { gh issue comment "$ISSUE" --edit-last --create-if-none --body-file -; }
as_it_is() { head -c 4000 | tr -d '\000-\010\013-\037' | sed 's/^/    /'; }

if git ls-remote --exit-code --heads origin "$branch" >/dev/null; then
  echo "This issue has a branch already, \`$branch\`; please go on there." | comment
  exit
fi

printf '%s\n' "$BODY" >"$temporary/issue.md"
code=0
.venv/bin/paperbase new --issue "$temporary/issue.md" >"$temporary/said" 2>&1 || code=$?
if [ "$code" -eq 2 ]; then
  {
    printf 'This could not be made into an entry:\n\n'
    as_it_is <"$temporary/said"
    printf '\nPlease edit the issue above (its menu **…**, then *Edit*); it is then tried again.\n'
  } | comment
  exit
fi
sed 's/^/| /' "$temporary/said" >&2 # no line of it is a command of the workflow
[ "$code" -eq 0 ] || exit "$code"

made=$(git status --porcelain --untracked-files=all)
if [[ ! $made =~ ^'?? entries/'([a-z0-9-]+)'.md'$ ]]; then
  echo "Expected one new entry and nothing else: $made" >&2
  exit 1
fi
key=${BASH_REMATCH[1]}

git switch --quiet --create "$branch"
git add "entries/$key.md"
git -c user.name='github-actions[bot]' \
  -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet -m "Add $key" -m "Closes #$ISSUE" \
  -m "Co-authored-by: $AUTHOR <$AUTHOR_ID+$AUTHOR@users.noreply.github.com>"
git push --quiet origin "$branch"

{
  cat <<END
Closes #$ISSUE

Written by \`paperbase new\` from the issue; it passes \`paperbase check\`. To review: title and authors
against the paper, the types, the links, the text. What was said while it was made:

END
  as_it_is <"$temporary/said"
} >"$temporary/about.md"
address=$(gh pr create --head "$branch" --title "Add $key" --body-file "$temporary/about.md")
echo "Thank you. This is now $address; a maintainer looks at it next." | comment
