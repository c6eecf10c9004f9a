"""An entry's file, written: the facts in the order of the schema, quoted where YAML needs it.

The style is that of a file written by hand: one key a line, short lists on the line of their key.
What stands without quotes is a text for a reader of YAML 1.1 as well as of 1.2.
See https://yaml.org/type/ (1.1) and https://yaml.org/spec/1.2.2/#103-core-schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS, RESULT_KEYS

WIDTH = 100

# Always quoted: titles, since most have a colon; ids that a YAML reader would take for numbers.
_QUOTED = frozenset({"title", "former-titles", "arxiv", "review"})
# Numbers, dates and truths that read the same as text.
_AS_IS = {
    **dict.fromkeys(("year", "volume", "pages"), re.compile(r"[1-9][0-9]*")),
    "added": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "own-source": re.compile(r"true|false"),
}
_ORDERS = {"": FRONT_MATTER_KEYS, "links": LINK_KINDS, "results": RESULT_KEYS}
_PLAIN = re.compile(r"[^\W_][^\n]*")
_PLAIN_KEY = re.compile(r"[^\W_][\w&./@+%-]*")
# YAML 1.1 and PyYAML, which follows it, differ in y and n; YAML 1.2 has more ways to write numbers.
_BOOL = re.compile(r"[yYnN]")
_NUMBER = re.compile(r"[-+]?(0o[0-7_]+|[0-9_]+(\.[0-9_]*)?[eE][-+]?[0-9]+)", re.ASCII)
_RESOLVER = yaml.resolver.Resolver()


def entry_text(
    facts: Mapping[str, Any], body: str = "", comments: Mapping[str, str] | None = None
) -> str:
    """Return the text of an entry's file.

    Args:
        facts: Values by the keys of the front matter; texts, numbers, lists and mappings. What is
            None or empty is left out, also within lists and mappings.
        body: Markdown, written as it is.
        comments: Remarks by key, each put behind its key's line.
    """
    return f"---\n{front_matter(facts, comments)}---\n{body}"


def front_matter(facts: Mapping[str, Any], comments: Mapping[str, str] | None = None) -> str:
    """Return the lines between the fences, each with its line end; see :func:`entry_text`."""
    lines = []
    for key, value in in_order(facts).items():
        first, *rest = _item(key, value)
        remark = (comments or {}).get(key)
        lines += [f"{first}  # {_one_line(remark)}" if remark else first, *rest]
    return "".join(f"{line}\n" for line in lines)


def in_order(facts: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    """Return a mapping in the schema's order, without what is None or empty; see `ordered`."""
    filled = {key: _filled(value) for key, value in facts.items()}
    return {key: filled[key] for key in ordered(filled, place) if filled[key] is not None}


def _filled(value: Any) -> Any:
    """Return a value without what is empty in it; None where nothing is left."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, Mapping):
        inner = {key: _filled(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item is not None} or None
    if isinstance(value, Sequence):
        return [item for item in map(_filled, value) if item is not None] or None
    return value


def ordered(keys: Iterable[str], place: str = "") -> list[str]:
    """Return keys in the schema's order; what the schema does not know comes last, as it stood.

    A result's metrics, which are such keys, stand where people look for them: behind the task.

    Args:
        keys: The keys of one mapping.
        place: ``links`` or ``results`` for the mappings in them; else the front matter itself.
    """
    ranks = {key: number for number, key in enumerate(_ORDERS[place])}
    others = ranks["task"] + 0.5 if place == "results" else len(ranks)
    return sorted(keys, key=lambda key: ranks.get(key, others))


def _item(key: str, value: Any) -> list[str]:
    name = _key(key)
    if key == "results":
        return [f"{name}:", *(line for result in value for line in _result(result))]
    if isinstance(value, Mapping):
        inner = in_order(value, key) if key in _ORDERS else value
        return [f"{name}:", *(f"  {_key(k)}: {scalar(v, k)}" for k, v in inner.items())]
    if isinstance(value, Sequence) and not isinstance(value, str):
        line = f"{name}: [{', '.join(scalar(item, key, flow=True) for item in value)}]"
        if len(line) <= WIDTH:
            return [line]
        return [f"{name}:", *(f"  - {scalar(item, key)}" for item in value)]
    return [f"{name}: {scalar(value, key)}"]


def _result(result: Mapping[str, Any]) -> list[str]:
    pairs = in_order(result, "results").items()
    first, *rest = (f"{_key(key)}: {scalar(value, key)}" for key, value in pairs)
    return [f"  - {first}", *(f"    {line}" for line in rest)]


def _key(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) else quoted(key)


def scalar(value: Any, key: str = "", *, flow: bool = False) -> str:
    """Return one value as YAML: plain where every YAML reader takes it for this very text.

    Args:
        value: A text, a number, a truth or a date.
        key: The key that it belongs to.
        flow: Tell whether it stands between the brackets of a list.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    plain = _is_read_whole(value, flow) and not needs_quotes(value, key)
    return value if plain else quoted(value)


def is_plain(value: str, *, flow: bool = False) -> bool:
    """Tell whether a text may stand without quotes."""
    return _is_read_whole(value, flow) and yaml_type(value) == "str"


def needs_quotes(value: str, key: str = "") -> bool:
    """Tell whether a text, though YAML, would be no text without quotes, or is always quoted."""
    if key in _QUOTED:
        return True
    as_is = _AS_IS.get(key)
    return yaml_type(value) != "str" and not (as_is and as_is.fullmatch(value))


def yaml_type(value: str) -> str:
    """Return what a YAML reader may take a text without quotes for: ``str``, ``int`` and so on."""
    if _BOOL.fullmatch(value):
        return "bool"
    if _NUMBER.fullmatch(value):
        return "float"
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return tag.rpartition(":")[2]


def quoted(value: str) -> str:
    """Return a text between double quotes, with what cannot be printed spelt out."""
    # JSON's escapes are YAML's too; beyond them, what YAML would not read or take for a line end.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        c if c.isprintable() else f"\\U{ord(c):08X}" if ord(c) > 0xFFFF else f"\\u{ord(c):04X}"
        for c in text
    )


def _one_line(remark: str) -> str:
    return "".join(c if c.isprintable() else " " for c in remark)


def _is_read_whole(value: str, flow: bool) -> bool:
    """Tell whether YAML reads a text without quotes to its end, be it as a text or as a number."""
    if not _PLAIN.fullmatch(value) or not value.isprintable() or value != value.strip():
        return False
    if ": " in value or " #" in value or value.endswith(":"):
        return False
    return not (flow and set(value) & set(",[]{}:?"))
