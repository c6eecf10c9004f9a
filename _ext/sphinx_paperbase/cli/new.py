"""``paperbase new``: an entry from an id, an address or BibTeX, complete and checked.

arXiv, Crossref and OpenReview are asked where SOURCE is an id or an address; BibTeX needs no
network. A paper that is in the collection already is refused.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_paperbase.catalog import Catalog, Problem, Taxonomy
from sphinx_paperbase.catalog.drafts.complete import Given, complete
from sphinx_paperbase.catalog.drafts.draft import Draft, propose_key, save
from sphinx_paperbase.catalog.drafts.suggest import venue_of
from sphinx_paperbase.catalog.naming import is_key, slug
from sphinx_paperbase.catalog.problems import did_you_mean, one_line, one_of
from sphinx_paperbase.catalog.reader import ReadEntry, read_entry
from sphinx_paperbase.catalog.text.body import ENTRIES
from sphinx_paperbase.cli import project
from sphinx_paperbase.cli.errors import UsageError

if TYPE_CHECKING:
    from sphinx_paperbase.formats.issue_form import IssueForm
    from sphinx_paperbase.sources import Found

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_OF_ONE_PAPER = ("name", "paper", "code", "note", "summary", "key")


class _Paper(NamedTuple):
    """An entry that is not written yet."""

    key: str
    draft: Draft
    read: ReadEntry


def add_parser(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("new", help="add a paper", description=__doc__)
    parser.add_argument(
        "source",
        nargs="?",
        metavar="SOURCE",
        help="an arXiv id, a DOI, an address of arXiv, doi.org, ACM, Springer, Wiley, CVF or"
        " OpenReview, a BibTeX file, or - for BibTeX on standard input",
    )
    parser.add_argument(
        "--issue", type=Path, metavar="FILE", help="the text of an issue of the form 'Add a paper'"
    )
    what = parser.add_argument_group("what you know of the paper")
    what.add_argument("--name", default="", help="what people call it")
    what.add_argument("--type", action="append", default=[], dest="types", metavar="TYPE")
    what.add_argument("--venue", help="where it was published, an id of taxonomy.toml")
    what.add_argument("--year", type=int, help="when it was published there")
    what.add_argument(
        "--paper",
        metavar="ID",
        help="its arXiv id, DOI or address, where SOURCE has none or another",
    )
    what.add_argument("--code", metavar="URL")
    what.add_argument("--note", metavar="TEXT", help="a few words for its card")
    what.add_argument("--summary", metavar="TEXT", help="what it does, in your own words")
    how = parser.add_argument_group("how it is written")
    how.add_argument("--key", help="the file's name without .md, and the page's address for ever")
    then = how.add_mutually_exclusive_group()
    then.add_argument("--dry-run", action="store_true", help="print the file, write nothing")
    then.add_argument("--edit", action="store_true", help="open the file in $VISUAL or $EDITOR")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> bool:
    """Make the entries of a source; return whether they have a problem after ``--edit``.

    Raises:
        UsageError: The source cannot be read or asked, the paper is here already, a fact is missing
            that only the contributor knows, or the entry would have a problem. Nothing is written.
    """
    from sphinx_paperbase.sources import SourceError, gather

    editor = _editor() if options.edit else []
    root = project.find(Path())
    catalog = project.load(root)
    try:
        found, given = _asked(options, catalog)
        for paper in found:
            gather.refuse_known(paper.draft.facts, catalog)
        drafts = [complete(paper.draft, given, catalog.taxonomy) for paper in found]
    except (SourceError, ValueError) as error:
        raise UsageError(one_line(str(error))) from error
    papers = _with_keys(drafts, catalog, _taken(catalog, root), options.key)
    if options.dry_run:
        print("\n".join(paper.draft.text for paper in papers), end="")
    _refuse_problems(_problems(papers, catalog))
    _print_lines(hint for paper in found for hint in paper.hints)
    if options.dry_run:
        return False
    paths = _write(root, papers)
    _print_lines(_advice(papers))
    return _edit(editor, paths, catalog.taxonomy) if editor else False


def _asked(options: argparse.Namespace, catalog: Catalog) -> tuple[list[Found], Given]:
    """Return what the source says and what the contributor says."""
    from sphinx_paperbase.formats import issue_form
    from sphinx_paperbase.sources import gather

    if (options.source is None) == (options.issue is None):
        raise UsageError("give one SOURCE, or --issue FILE; see 'paperbase new --help'")
    form = issue_form.read(gather.text_of(options.issue)) if options.issue else None
    # What is wrong here is told before anyone is asked.
    given = _given(options, form or issue_form.IssueForm(), catalog.taxonomy)
    found = gather.of_form(form, catalog) if form else gather.of_source(options.source, catalog)
    single = [name for name in _OF_ONE_PAPER if getattr(options, name)]
    if single and len(found) > 1:
        raise UsageError(f"--{single[0]} is for one paper, and the source has {len(found)}")
    if options.paper:
        gather.add(found[0].draft, options.paper)
    return found, given


def _given(options: argparse.Namespace, form: IssueForm, taxonomy: Taxonomy) -> Given:
    types = tuple(dict.fromkeys(options.types or form.types))
    for type in types:
        if type not in taxonomy.types:
            near = did_you_mean(type, taxonomy.types) or f"; the types are {one_of(taxonomy.types)}"
            raise UsageError(f"{one_line(repr(type))} is not a type{near}")
    return Given(
        name=options.name,
        types=types,
        venue=_venue(options.venue, taxonomy) if options.venue else None,
        year=options.year,
        links={**form.links, "code": options.code} if options.code else form.links,
        note=options.note or form.note,
        summary=options.summary or form.summary,
    )


def _venue(name: str, taxonomy: Taxonomy) -> str:
    if known := venue_of(name, taxonomy):
        return known
    near = did_you_mean(name, taxonomy.venues) or f"; the venues are {one_of(taxonomy.venues, 99)}"
    raise UsageError(f"{one_line(repr(name))} is not a venue of taxonomy.toml{near}")


def _with_keys(
    drafts: list[Draft], catalog: Catalog, taken: set[str], key: str | None
) -> list[_Paper]:
    """Give each paper its key, and read it as it will be read.

    Raises:
        UsageError: The key is not free.
    """
    if key is not None:
        _refuse_key(key, taken)
    papers: list[_Paper] = []
    for draft in drafts:
        chosen = key or propose_key(draft.facts, taken | {paper.key for paper in papers})
        # What an argument had that is no UTF-8 becomes a problem of the entry.
        content = draft.text.encode("utf-8", "surrogatepass")
        read = read_entry(f"{ENTRIES}/{chosen}.md", content, catalog.taxonomy)
        papers.append(_Paper(chosen, draft, read))
    return papers


def _refuse_key(key: str, taken: set[str]) -> None:
    if not is_key(key):
        raise UsageError(f"{one_line(repr(key))} is not a key; write --key {slug(key) or 'paper'}")
    if key in taken:
        raise UsageError(f"the key {key!r} is taken; write another one")


def _taken(catalog: Catalog, root: Path) -> set[str]:
    """Return the keys that are not free: of files, of old addresses, of published papers."""
    files = {path.stem.casefold() for path in (root / ENTRIES).glob("*.md")}
    return {*files, *catalog.aliases, *catalog.lock.keys}


def _problems(papers: list[_Paper], catalog: Catalog) -> list[Problem]:
    """Return what ``check`` would say of the new entries among the others."""
    places = [paper.read.path for paper in papers]
    files = [paper.read for paper in papers]
    alone = files[0]._replace(problems=(), places={})
    others = [
        alone._replace(path=f"{ENTRIES}/{key}.md", key=key, entry=entry)
        for key, entry in catalog.entries.items()
    ]
    whole = Catalog(catalog.taxonomy, [*others, *files], lock=catalog.lock)
    # What is wrong between two entries may be told of the older one.
    return [p for p in whole.problems if p.path in places or any(x in p.message for x in places)]


def _refuse_problems(problems: list[Problem]) -> None:
    if problems:
        _print_lines(map(str, problems))
        raise UsageError(
            "nothing was written; give what is wrong or missing by an option, such as --paper,"
            " or mend what --dry-run prints"
        )


def _write(root: Path, papers: list[_Paper]) -> list[Path]:
    """Write all files or none."""
    paths: list[Path] = []
    for paper in papers:
        try:
            paths.append(save(root, paper.key, paper.draft.text))
        except OSError as error:
            for path in paths:
                path.unlink()
            raise UsageError(f"{paper.read.path} cannot be written: {error.strerror}") from error
    for paper in papers:
        print(paper.read.path)
    return paths


def _advice(papers: list[_Paper]) -> list[str]:
    """Say what is left to do."""
    unsure = any(paper.draft.comments.get("types") for paper in papers)
    empty = any(not paper.draft.body for paper in papers)
    places = shlex.join(paper.read.path for paper in papers)
    return [
        *(["next: look at the types, which are a suggestion"] if unsure else []),
        *(["next: write below the second '---' what it does, in your own words"] if empty else []),
        f"then: paperbase check {places}",
    ]


def _editor() -> list[str]:
    """Return the command that edits a file.

    Raises:
        UsageError: None is named, or it is not there.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    if not command or not shutil.which(command[0]):
        raise UsageError(f"--edit opens $VISUAL or $EDITOR, which is {named!r}; name an editor")
    return command


def _edit(editor: list[str], paths: list[Path], taxonomy: Taxonomy) -> bool:
    """Let the contributor go on writing; tell what is wrong then."""
    subprocess.run([*editor, *paths], check=False)
    there = [path for path in paths if path.exists()]
    read = [read_entry(f"{ENTRIES}/{p.name}", p.read_bytes(), taxonomy) for p in there]
    problems = [problem for file in read for problem in file.problems]
    _print_lines(map(str, problems))
    return bool(problems)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(one_line(line), file=sys.stderr)
