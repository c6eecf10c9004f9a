"""An entry's file, written: the facts in the order of the schema, quoted where YAML needs it.

The style is that of a file written by hand: one key a line, short lists on the line of their key.
See https://yaml.org/spec/1.1/ (plain and double-quoted scalars).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from sphinx_paperbase.catalog.schema import FRONT_MATTER_KEYS, LINK_KINDS, RESULT_KEYS

WIDTH = 100

# Always quoted: titles, since most have a colon; ids that a YAML reader would take for numbers.
_QUOTED = frozenset({"title", "former-titles", "arxiv", "review"})
# Numbers that read the same as text.
_NUMERIC = frozenset({"year", "volume", "pages"})
_ORDERS = {(): FRONT_MATTER_KEYS, ("links",): LINK_KINDS, ("results",): RESULT_KEYS}
_PLAIN = re.compile(r"[^\W_][^\n]*")
_RESOLVER = yaml.resolver.Resolver()


def entry_text(
    facts: Mapping[str, Any], body: str = "", comments: Mapping[str, str] | None = None
) -> str:
    """Return the text of an entry's file.

    Args:
        facts: Values by the keys of the front matter; texts, numbers, lists and mappings. What is
            None or empty is left out.
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
        lines += [f"{first}  # {remark}" if remark else first, *rest]
    return "".join(f"{line}\n" for line in lines)


def in_order(facts: Mapping[str, Any], place: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a mapping in the schema's order, without what is None or empty; others stay last."""
    order = {key: number for number, key in enumerate(_ORDERS[place])}
    ranked = sorted(facts, key=lambda key: order.get(key, len(order)))
    return {key: facts[key] for key in ranked if facts[key] not in (None, "", [], (), {})}


def _item(key: str, value: Any) -> list[str]:
    if key == "results":
        return ["results:", *(line for result in value for line in _result(result))]
    if isinstance(value, Mapping):
        inner = in_order(value, (key,)) if (key,) in _ORDERS else dict(value)
        return [f"{key}:", *(f"  {k}: {scalar(v, k)}" for k, v in inner.items())]
    if isinstance(value, Sequence) and not isinstance(value, str):
        line = f"{key}: [{', '.join(scalar(item, key, flow=True) for item in value)}]"
        if len(line) <= WIDTH:
            return [line]
        return [f"{key}:", *(f"  - {scalar(item, key)}" for item in value)]
    return [f"{key}: {scalar(value, key)}"]


def _result(result: Mapping[str, Any]) -> list[str]:
    lines = [f"    {key}: {scalar(value, key)}" for key, value in _result_order(result).items()]
    return [f"  - {lines[0].lstrip()}", *lines[1:]] if lines else []


def _result_order(result: Mapping[str, Any]) -> dict[str, Any]:
    # The metrics stand where people look for them: behind the task, in the order given.
    known = in_order({k: v for k, v in result.items() if k in RESULT_KEYS}, ("results",))
    metrics = {k: v for k, v in result.items() if k not in RESULT_KEYS and v is not None}
    head = {k: v for k, v in known.items() if k in ("on", "task")}
    return head | metrics | {k: v for k, v in known.items() if k not in head}


def scalar(value: Any, key: str = "", *, flow: bool = False) -> str:
    """Return one value as YAML: plain where every YAML reader takes it for this very text.

    Args:
        value: A text, a number or a date.
        key: The key that it belongs to.
        flow: Tell whether it stands between the brackets of a list.
    """
    if not isinstance(value, str):
        return str(value)
    if key not in _QUOTED and is_plain(value, flow=flow):
        return value
    if key in _NUMERIC and re.fullmatch(r"[1-9][0-9]*", value):
        return value
    return quoted(value)


def is_plain(value: str, *, flow: bool = False) -> bool:
    """Tell whether a text may stand without quotes."""
    if not _PLAIN.fullmatch(value) or not value.isprintable() or value != value.strip():
        return False
    if ": " in value or " #" in value or value.endswith(":"):
        return False
    if flow and (set(value) & set(",[]{}") or ":" in value):
        return False
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return tag == "tag:yaml.org,2002:str"


def quoted(value: str) -> str:
    """Return a text between double quotes, with what cannot be printed spelt out."""
    # JSON's escapes are YAML's too; beyond them, what YAML would not read or take for a line end.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        c if c.isprintable() else f"\\U{ord(c):08X}" if ord(c) > 0xFFFF else f"\\u{ord(c):04X}"
        for c in text
    )
