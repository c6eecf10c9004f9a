"""Entries that no one has written: as many as wanted, always the same, plausible in every field."""

from __future__ import annotations

import json
import random
import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from measure import BuildError

from sphinx_paperbase.catalog import Catalog, Taxonomy
from sphinx_paperbase.catalog.checks.near_titles import Words, words_of
from sphinx_paperbase.catalog.lock import LOCK, write_lock
from sphinx_paperbase.catalog.naming import slug
from sphinx_paperbase.catalog.text.body import ENTRIES

YEARS = range(2018, 2027)

_WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)

# What a body holds besides words, and how often: a bit of code, a stress, a link.
_TRIMMINGS = (
    (0.20, "The code calls this `{objects}`."),
    (0.20, "The gain is largest for *{tasks}*."),
    (0.10, "See also [the notes on {objects}](https://example.org/notes)."),
)


_AGAIN = ", Revisited"


class Paper(NamedTuple):
    """A file of an entry."""

    key: str
    text: str


def papers(count: int, real: Catalog, seed: int = 2023) -> Iterator[Paper]:
    """Yield synthetic papers that go with the real ones; the same for the same arguments.

    Args:
        count: How many.
        real: The collection with its taxonomy; keys and titles of it are not used again.
        seed: Of the random numbers.
    """
    rng = random.Random(seed)
    people = _people(rng, 4 * count + 40)
    titles = {words_of(entry.title) for entry in real.entries.values()}
    years = {entry.key: entry.year for entry in real.entries.values()}
    keys = list(years)
    taken = set(keys)
    for number in range(count):
        title, name = _title(rng, titles)
        key = _key(name or " ".join(title.split()[:5]), taken)
        facts = _facts(rng, number, real.taxonomy)
        authors = [people[int(len(people) * rng.random() ** 2)] for _ in range(rng.randint(3, 8))]
        related = set(rng.choices(keys, k=rng.randint(1, 2))) if rng.random() < 0.5 else set()
        lineage = sorted(known for known in related if years[known] < facts["year"])
        years[key] = facts["year"]
        keys.append(key)
        taken.add(key)
        fields = {
            "title": title,
            "name": name,
            "authors": list(dict.fromkeys(authors)),
            **facts,
            "keywords": rng.sample(_WORDS["keywords"], rng.randint(2, 4)),
            "builds-on": lineage,
            "results": list(_results(rng, facts["types"], real.taxonomy)),
        }
        yield Paper(key, f"---\n{''.join(_lines(fields))}---\n{_body(rng)}")


def retitle(path: Path) -> None:
    """Put a word at the end of an entry's title, or take it away again."""
    text = path.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title: "))
    bare = title.removesuffix(f'{_AGAIN}"').removesuffix('"')
    edited = f'{bare}"' if title.endswith(f'{_AGAIN}"') else f'{bare}{_AGAIN}"'
    path.write_text(text.replace(title, edited), encoding="utf-8")


def fill(source: Path, count: int) -> list[str]:
    """Add entries to a site with the real ones until there are so many; return their keys.

    Raises:
        BuildError: The catalog finds a problem in one.
    """
    real = Catalog.load(source)
    keys = []
    for paper in papers(count - len(real.entries), real):
        path = source / ENTRIES / f"{paper.key}.md"
        path.write_text(paper.text, encoding="utf-8")
        keys.append(paper.key)
    # As published: papers whose BibTeX keys would be equal have a letter, for ever.
    write_lock(source / LOCK, Catalog.load(source).bibtex_keys)
    if problems := Catalog.load(source).problems:
        raise BuildError("\n".join(map(str, problems)))
    return keys


def two_to_edit(source: Path, keys: list[str]) -> tuple[Path, Path]:
    """Return an entry with a name and one without, not of the newest, both with a lineage."""
    catalog = Catalog.load(source)
    middle = keys[len(keys) // 2 :] + keys[: len(keys) // 2]

    def related(key: str) -> int:
        return bool(catalog.followers.get(key)) + bool(catalog.entries[key].builds_on)

    older = (key for key in middle if catalog.entries[key].year < YEARS[-1])
    ranked = sorted(older, key=related, reverse=True)
    named = next(key for key in ranked if catalog.entries[key].name)
    unnamed = next(key for key in ranked if not catalog.entries[key].name)
    return source / ENTRIES / f"{named}.md", source / ENTRIES / f"{unnamed}.md"


def _fill(rng: random.Random, form: str) -> str:
    """Return a text with a random word in place of every ``{kind}``."""
    return re.sub(r"\{(\w+)\}", lambda place: rng.choice(_WORDS[place[1]]), form)


def _people(rng: random.Random, count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        if rng.random() < 0.3:
            initial = f" {rng.choice('ABCDEGHJKLMNPRST')}." if rng.random() < 0.4 else ""
            names[_fill(rng, f"{{western_given}}{initial} {{western_family}}")] = None
        else:
            given = _fill(rng, "{syllables}{syllables}").capitalize()
            names[_fill(rng, f"{given} {{families}}")] = None
    return list(names)


def _title(rng: random.Random, taken: set[Words]) -> tuple[str, str | None]:
    """Return a title whose words are not taken, and what people call the paper."""
    while True:
        words = rng.sample(_WORDS["manners"], rng.randint(1, 2)) + rng.sample(_WORDS["things"], 2)
        link = rng.choice(("and", "with"))
        title = _fill(rng, f"{' '.join(words[:-1])} {link} {words[-1]} for {{tasks}}")
        initials = "".join(word[0] for word in words) + rng.choice(("Net", "VOS", "Former", "++"))
        name = f"{initials}{rng.randint(1, 99)}" if rng.random() < 0.75 else None
        if (telling := words_of(title)) not in taken:
            taken.add(telling)
            return f"{name}: {title}" if name and rng.random() < 0.6 else title, name


def _key(text: str, taken: set[str]) -> str:
    base = slug(text)
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key


def _facts(rng: random.Random, number: int, taxonomy: Taxonomy) -> dict[str, Any]:
    """Return types, venue, identifiers and links."""
    types, venues = list(taxonomy.types), list(taxonomy.venues)
    year = rng.choices(YEARS, weights=range(3, 3 + len(YEARS)))[0]
    venue = rng.choice(venues)
    kind = taxonomy.venues[venue].kind
    preprint = next(id for id in venues if taxonomy.venues[id].kind == "preprint")
    first_seen = year - (kind == "journal")
    arxiv = f"{first_seen % 100:02}{rng.randint(1, 12):02}.{50000 + number:05}"
    first = rng.randint(1, 30000)
    site = _fill(rng, f"https://github.com/{{syllables}}{number}/vos{number}").lower()
    return {
        "types": rng.sample(types, 2 if rng.random() < 0.12 else 1),
        "venue": venue,
        "year": year,
        "earlier": [f"{preprint} {first_seen}"]
        if kind != "preprint" and rng.random() < 0.3
        else [],
        "arxiv": arxiv,
        "doi": f"10.1109/vos.{year}.{number:06}" if kind != "preprint" else None,
        "pages": f"{first}-{first + rng.randint(8, 20)}" if kind != "preprint" else None,
        "volume": str(year - 1978) if kind == "journal" else None,
        "links": {
            "paper": f"https://arxiv.org/pdf/{arxiv}",
            "code": site if rng.random() < 0.7 else None,
            "project": f"{site}-page" if rng.random() < 0.3 else None,
            "dataset": f"{site}-data" if rng.random() < 0.08 else None,
        },
        "note": _fill(rng, "{notes}") if rng.random() < 0.1 else None,
        "review": _section(rng, year, taxonomy),
    }


def _results(rng: random.Random, types: list[str], taxonomy: Taxonomy) -> Iterator[str]:
    """Yield the results of four papers in ten, on up to five benchmarks of their types."""
    benchmarks = [
        (id, benchmark, task)
        for id, benchmark in taxonomy.benchmarks.items()
        for task in benchmark.tasks
        if task in types
    ]
    number = min(len(benchmarks), rng.randint(1, 5)) if rng.random() < 0.4 else 0
    for id, benchmark, task in rng.sample(benchmarks, number):
        metrics = {
            m: round(rng.uniform(0.4, 0.9) * benchmark.highest, 1) for m in benchmark.metrics
        }
        for mean in metrics:
            one, _, other = mean.partition("&")
            if one in metrics and other in metrics:
                metrics[mean] = (metrics[one] + metrics[other]) / 2
        facts = {"on": id, "task": task} | {name: f"{value:g}" for name, value in metrics.items()}
        if rng.random() < 0.4:
            facts |= {"fps": f"{rng.uniform(2, 60):.1f}", "hardware": rng.choice(("V100", "A100"))}
        facts["source"] = f"https://github.com/vos/results/{rng.randint(1, 300)}"
        yield f"{{{', '.join(f'{name}: {value}' for name, value in facts.items())}}}"


def _section(rng: random.Random, year: int, taxonomy: Taxonomy) -> str | None:
    """Return a section of the review for most of the papers that it can treat."""
    treated = year < taxonomy.review.year - 1 and rng.random() < 0.6
    return rng.choice(list(taxonomy.review.sections)) if treated else None


def _lines(fields: dict[str, Any]) -> Iterator[str]:
    """Yield front matter as people write it: flow lists, quotes where they are needed."""
    for key, value in fields.items():
        if isinstance(value, dict):
            inner = "".join(f"  {kind}: {url}\n" for kind, url in value.items() if url)
            yield f"{key}:\n{inner}"
        elif isinstance(value, list) and value:
            yield f"{key}: [{', '.join(value)}]\n"
        elif key in ("title", "arxiv", "review") and value:
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
        elif value:
            yield f"{key}: {value}\n"


def _body(rng: random.Random) -> str:
    return "\n\n".join(_paragraph(rng) for _ in range(rng.randint(1, 2))) + "\n"


def _paragraph(rng: random.Random) -> str:
    """Return about sixty words in lines of a hundred characters."""
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < 56:
        sentences.append(_fill(rng, "{subjects} {verbs} {objects} {ends}."))
    for chance, form in _TRIMMINGS:
        if rng.random() < chance:
            sentences.insert(rng.randrange(len(sentences)), _fill(rng, form))
    return textwrap.fill(" ".join(sentences), 100, break_on_hyphens=False)
