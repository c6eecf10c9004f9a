"""What can be wrong in the results of an entry: tasks, metrics, numbers, the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sphinx_paperbase.catalog.problems import Mark, did_you_mean, one_of
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.schema import RESULT_KEYS
from sphinx_paperbase.catalog.taxonomy import Benchmark, Taxonomy
from sphinx_paperbase.catalog.text.frontmatter import Fault, FrontMatter, Path, name_of
from sphinx_paperbase.catalog.values import number_of

_PERCENT = 100
_MOST = 1e6
# The three numbers of a mean are rounded each; a tenth is the rounding, the rest a slip.
_ROUNDING = 0.15 + 1e-6
_IDENTITY = ("on", "task", "variant", "extra-data", "source")


class _Result(NamedTuple):
    """A result as it is written."""

    matter: FrontMatter
    path: Path
    said: dict[str, Any]
    benchmark: Benchmark | None

    def mark(self, key: str) -> Mark:
        """Return the place of a value, or of the result where it has no such key."""
        return self.matter.place((*self.path, key))

    def name(self, key: str) -> str:
        return f"{name_of(self.path)}.{key}"

    @property
    def metrics(self) -> dict[str, float]:
        """The metrics that are numbers."""
        numbers = {k: number_of(v) for k, v in self.said.items() if k not in RESULT_KEYS}
        return {name: number for name, number in numbers.items() if number is not None}


def faults(matter: FrontMatter, taxonomy: Taxonomy) -> Iterator[Fault]:
    """Find what is wrong in the results, apart from values that the schema refuses."""
    items = matter.data.get("results")
    given = dict.fromkeys(matter.texts("types").values())
    types = [type for type in given if type in taxonomy.types]
    first: dict[tuple[str, ...], Path] = {}
    others: set[str] = set()
    for number, said in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(said, dict):
            continue
        benchmark = taxonomy.benchmarks.get(str(said.get("on")))
        result = _Result(matter, ("results", number), said, benchmark)
        yield from _metrics(result)
        yield from _means(result)
        yield from _speed(result)
        if said.get("task") in (None, *taxonomy.types):
            yield from _task(result, types, others)
        identity = tuple(str(said.get(key)) for key in _IDENTITY)
        other = first.setdefault(identity, result.path)
        if benchmark and other != result.path:
            message = (
                f"{name_of(result.path)} differs from {name_of(other)} in nothing but numbers; "
                "remove one, or say in 'variant' or 'extra-data' what differs"
            )
            yield matter.values[result.path], Rule.REPEATED_RESULT, message


def _metrics(result: _Result) -> Iterator[Fault]:
    if not (benchmark := result.benchmark):
        return
    for metric in result.said:
        if metric not in benchmark.metrics and metric not in RESULT_KEYS:
            near = did_you_mean(metric, (*benchmark.metrics, *RESULT_KEYS))
            advice = near or f"; its metrics are {one_of(benchmark.metrics)}"
            message = f"{metric!r} is not a metric of {result.said['on']}{advice}"
            yield result.matter.keys[(*result.path, metric)], Rule.UNKNOWN_METRIC, message
    for metric, number in result.metrics.items():
        if benchmark.highest < number < _MOST:
            message = (
                f"{result.name(metric)}: {number:g} is more than {benchmark.highest:g}, the most "
                "that there can be; look it up again"
            )
            yield result.mark(metric), Rule.RESULT_OUT_OF_RANGE, message
        elif 0 < number < 1 and benchmark.highest == _PERCENT:
            message = f"{result.name(metric)}: {number:g} is no percentage; write {number * 100:g}"
            yield result.mark(metric), Rule.FRACTION_FOR_PERCENT, message


def _means(result: _Result) -> Iterator[Fault]:
    """Compare a metric that is called 'J&F' with the mean of 'J' and 'F'."""
    metrics = result.metrics
    for name, number in metrics.items():
        parts = [metrics[part] for part in name.split("&") if part in metrics]
        if len(parts) == 2 and abs(number - sum(parts) / 2) > _ROUNDING:
            one, other = name.split("&")
            message = (
                f"{result.name(name)}: {number:g} is not the mean of {one} and {other}, "
                f"{sum(parts) / 2:g}; look all three up again"
            )
            yield result.mark(name), Rule.WRONG_MEAN, message


def _speed(result: _Result) -> Iterator[Fault]:
    if number_of(result.said.get("fps")) == 0:
        message = f"{result.name('fps')}: 0 is no speed; write it as measured, or remove the key"
        yield result.mark("fps"), Rule.RESULT_OUT_OF_RANGE, message


def _task(result: _Result, types: list[str], others: set[str]) -> Iterator[Fault]:
    """Look at the task; ``others`` are those that were found not to be among the types."""
    said, benchmark = result.said.get("task"), result.benchmark
    if not types:
        return
    if said is None and len(types) > 1:
        fitting = [type for type in types if benchmark and type in benchmark.tasks]
        task = fitting[0] if len(fitting) == 1 else f"one of {one_of(fitting or types)}"
        message = f"{name_of(result.path)} does not say of which type it is; add 'task: {task}'"
        yield result.matter.values[result.path], Rule.MISSING_TASK, message
    elif benchmark and said is None and types[0] not in benchmark.tasks:
        message = (
            f"{result.said['on']} has no results of {types[0]}, the paper's type; "
            f"add 'task: {benchmark.tasks[0]}', or correct the benchmark"
        )
        yield result.mark("on"), Rule.WRONG_TASK, message
    elif benchmark and said and said not in benchmark.tasks:
        message = (
            f"{said!r} is not a task of {result.said['on']}; write {one_of(benchmark.tasks)}, "
            "or correct the benchmark"
        )
        yield result.mark("task"), Rule.WRONG_TASK, message
    elif benchmark and said and said not in types and said not in others:
        others.add(said)
        message = f"{said!r} is not among the paper's types; add it there, or correct the task"
        yield result.mark("task"), Rule.TASK_NOT_IN_TYPES, message
