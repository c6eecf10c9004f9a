"""The results of this repository: all on their pages, with their sources and the right ranks."""

from __future__ import annotations

from collections import Counter

import pytest

pytestmark = pytest.mark.slow


def expected(real) -> dict[tuple[str, str], list[tuple[str, dict[str, float], str, bool]]]:
    """Return all results by benchmark and task, as the entries have them."""
    found: dict[tuple[str, str], list] = {}
    for entry in real.entries.values():
        for result in entry.results:
            tasks = real.taxonomy.benchmarks[result.on].tasks
            task = result.task or next(type for type in entry.types if type in tasks)
            own = result.own_source is not False
            row = (entry.key, result.metrics, result.source, own)
            found.setdefault((result.on, task), []).append(row)
    return found


def figures(cells) -> tuple[str, ...]:
    return tuple(cell.get_text().strip() for cell in cells)


def as_shown(values: dict[str, float], metrics) -> tuple[str, ...]:
    """Return numbers as pages have them: with one decimal, or with those that there are."""
    return tuple(
        "" if name not in values else f"{values[name]:.1f}" if "." not in f"{values[name]:g}"
        else f"{values[name]:g}"
        for name in metrics
    )  # fmt: skip


def test_every_result_is_on_its_leaderboard_with_its_source_and_rank(real, real_site):
    seen = 0
    for (benchmark, task), rows in expected(real).items():
        known = real.taxonomy.benchmarks[benchmark]
        dataset = next(id for id, d in real.taxonomy.datasets.items() if benchmark in d.benchmarks)
        id = benchmark if len(known.tasks) == 1 else f"{benchmark}-{task.lower()}"
        page = real_site.page(f"by/dataset/{dataset}")
        shown = page.select(f"#{id} .paper-board-table tbody tr")
        last = 2 + len(known.metrics)
        assert Counter(
            (
                row["data-paper"],
                figures(row.select("th, td")[2:last]),
                row.select("td")[-1].a["href"],
                "third party" not in row.select("td")[-1].get_text(),
            )
            for row in shown
        ) == Counter((key, as_shown(m, known.metrics), source, own) for key, m, source, own in rows)
        values = [metrics[known.main] for _key, metrics, *_ in rows if known.main in metrics]
        ranks = [str(1 + sum(other > value for other in values)) for value in values]
        told = [row.td.get_text() for row in shown]
        assert sorted(told) == sorted([*ranks, *["–"] * (len(rows) - len(ranks))])
        seen += len(shown)
    assert seen == sum(len(entry.results) for entry in real.entries.values()) > 0


def test_every_result_is_on_its_papers_page_with_its_source_and_rank(real, real_site):
    of_board = expected(real)
    for entry in real.entries.values():
        rows = real_site.page(f"entries/{entry.key}").select(".paper-results tbody tr")
        sources = [row.select("td")[-1].a["href"] for row in rows]
        assert Counter(sources) == Counter(result.source for result in entry.results)
        ranks = Counter(row.td.get_text() for row in rows)
        wanted: Counter[str] = Counter()
        for result in entry.results:
            known = real.taxonomy.benchmarks[result.on]
            task = result.task or next(type for type in entry.types if type in known.tasks)
            values = [m[known.main] for _, m, *_ in of_board[result.on, task] if known.main in m]
            value = result.metrics.get(known.main)
            better = sum(other > value for other in values) if value is not None else 0
            wanted["–" if value is None else f"{better + 1} of {len(values)}"] += 1
        assert ranks == wanted


def test_nothing_is_out_of_range_and_no_number_without_a_source(real):
    for entry in real.entries.values():
        for result in entry.results:
            assert result.source.startswith("https://")
            highest = real.taxonomy.benchmarks[result.on].highest
            assert all(0 <= value <= highest for value in result.metrics.values())


def test_data_sets_lead_to_papers_that_are_here(real, real_site):
    introduced = {id: data.paper for id, data in real.taxonomy.datasets.items() if data.paper}
    assert len(introduced) >= 9
    for id, key in introduced.items():
        assert key in real.entries
        page = real_site.page(f"by/dataset/{id}")
        assert page.select(f".paper-dataset a[href$='entries/{key}.html']")
        assert key in real_site.cards(f"by/dataset/{id}")


def test_every_data_set_has_a_page_in_the_list(real, real_site):
    listed = real_site.page("by/dataset/index").select(".paper-datasets .paper-title a")
    pages = {link["href"].rpartition("/")[2].removesuffix(".html") for link in listed}
    assert pages == set(real.taxonomy.datasets)
