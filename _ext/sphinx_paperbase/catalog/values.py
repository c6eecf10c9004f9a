"""The values of the front matter: what a text must look like to be a year, an id, an address.

Every fault that a validator raises carries the id of its rule as the error's ``type``, so that
one pass of pydantic finds all faults of a file and each becomes a located problem.
"""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from sphinx_paperbase.catalog.problems import did_you_mean, one_of
from sphinx_paperbase.catalog.rules import Rule
from sphinx_paperbase.catalog.taxonomy import Taxonomy

# https://info.arxiv.org/help/arxiv_identifier.html
ARXIV = re.compile(r"^(\d{2}(0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?$", re.ASCII)
# https://www.doi.org/doi-handbook/HTML/ (section on syntax)
DOI = re.compile(r"^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s<>\"{}\\\x00-\x1f\x7f]+$")
EDITION = re.compile(r"^(?P<venue>\S(?:.*\S)?)\s+(?P<year>\d{4})$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_FIRST_YEAR = 1950
# Controls, private characters and those that turn the direction of what follows them.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\uf8ff"
    "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)


def fault(rule: Rule, message: str) -> PydanticCustomError:
    """Return the error that makes a validator's finding a problem of a rule."""
    # Braces are pydantic's template syntax; a value of an entry must not be read as one.
    return PydanticCustomError(rule.id, "{message}", {"message": message})


class Edition(NamedTuple):
    """A venue in a year, such as ``CVPR 2023``; written so in ``earlier``."""

    venue: str
    year: int

    def __str__(self) -> str:
        """Return the form in which entries write it."""
        return f"{self.venue} {self.year}"


def _plain_text(value: str) -> str:
    if "\n" in value:
        raise fault(Rule.BAD_TEXT, "has a line break; write it on one line")
    if tag := _TAG.search(value):
        raise fault(Rule.BAD_TEXT, f"has HTML ({tag[0]!r}); write plain text")
    if "\t" in value:
        raise fault(Rule.TAB, "has a tab; write a space")
    if bad := _INVISIBLE.search(value):
        raise fault(Rule.BAD_TEXT, f"has the control character U+{ord(bad[0]):04X}; remove it")
    return unicodedata.normalize("NFC", value.strip())


def year_of(text: str) -> int | None:
    """Return the year that a text is, or None where it is none that a paper may have."""
    year = int(text) if re.fullmatch(r"[0-9]{4}", text) else 0
    return year if _FIRST_YEAR <= year <= _last_year() else None


def _last_year() -> int:
    return datetime.date.today().year + 2


def _year(value: Any) -> Any:
    text = str(value).strip()
    if (year := year_of(text)) is None:
        found = re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text)
        near = f"; did you mean {found[0]}?" if found and found[0] != text else ""
        message = (
            f"{text!r} is not a year; write four digits, {_FIRST_YEAR} to {_last_year()}{near}"
        )
        raise fault(Rule.BAD_YEAR, message)
    return year


def _arxiv(value: str) -> str:
    text = value.strip()
    if ARXIV.match(text):
        return re.sub(r"v\d+$", "", text)
    found = arxiv_of(text) or re.sub(r"^arxiv:\s*|v\d+$", "", text, flags=re.I)
    near = f"; did you mean '{found}'?" if ARXIV.match(found) else ""
    message = f"{text!r} is not an arXiv id; write it as 2207.07115 or cs/0112017{near}"
    raise fault(Rule.BAD_ARXIV, message)


def _doi(value: str) -> str:
    text = value.strip()
    found = (doi_of(text) or re.sub(r"^doi:\s*", "", text, flags=re.I)).rstrip(".,;")
    if DOI.match(text) and found == text:
        return text
    near = f"; did you mean '{found}'?" if DOI.match(found) else ""
    raise fault(Rule.BAD_DOI, f"{text!r} is not a DOI; write it as 10.1000/xyz{near}")


def url_fault(text: str) -> str | None:
    """Return what is wrong with an address for a page, or None where it may be shown."""
    if re.search(r"[\s<>\"\\`{}|^\x00-\x20]", text):
        return "has a space or a character that is not allowed in an address"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "is not an address"
    if parts.scheme.lower() not in ("http", "https"):
        return "is not an http or https address"
    if not host or ("." not in host and host != "localhost"):
        return "has no host"
    if parts.username or parts.password:
        return "has a user name or password in it"
    return None


def _url(value: str) -> str:
    text = value.strip()
    if wrong := url_fault(text):
        near = f"; did you mean 'https://{text}'?" if re.match(r"^[\w-]+\.[\w.-]+/", text) else ""
        raise fault(Rule.BAD_URL, f"{text!r} {wrong}; write https://…{near}")
    return text


def edition_of(text: str) -> Edition | None:
    """Return the venue and the year that a text names, or None where it names none."""
    match = EDITION.match(text.strip())
    year = year_of(match["year"]) if match else None
    return Edition(match["venue"], year) if match and year else None


def _edition(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Edition):
        return value
    match = EDITION.match(str(value).strip())
    if not match:
        raise fault(Rule.BAD_EARLIER, f"{value!r} is not a venue and a year; write 'arXiv 2023'")
    return Edition(_known_venue(match["venue"], info), int(_year(match["year"])))


def _date(value: Any) -> Any:
    try:
        date = datetime.date.fromisoformat(str(value))
    except ValueError:
        date = None
    if date is None or date.isoformat() != str(value):  # 20230402 is ISO 8601 too
        message = f"{value!r} is not a date; write year-month-day, such as 2023-04-02"
        raise fault(Rule.BAD_DATE, message)
    return date


def number_of(value: Any) -> float | None:
    """Return the number that a text is, or None where it is none."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _number(value: Any) -> float:
    number = number_of(value)
    if number is None:
        raise fault(Rule.BAD_RESULT, f"{value!r} is not a number; write one such as 86.2")
    if not 0 <= number < 1e6:
        raise fault(Rule.RESULT_OUT_OF_RANGE, f"{value!r} is out of range; look it up again")
    return number


def _flag(value: Any) -> Any:
    text = str(value).casefold()
    if text not in ("true", "false"):
        raise fault(Rule.BAD_RESULT, f"{value!r} is neither true nor false; write one of the two")
    return text == "true"


class Month(NamedTuple):
    """A month, such as that in which an arXiv id was given."""

    year: int
    month: int

    def __str__(self) -> str:
        """Return the month in digits: ``2022-07``."""
        return f"{self.year}-{self.month:02}"


def arxiv_date(id: str) -> Month:
    """Return when an arXiv id was given; its first four digits say it."""
    digits = id.rsplit("/", 1)[-1]
    year = int(digits[:2])
    return Month(year + (1900 if year > 90 else 2000), int(digits[2:4]))


def arxiv_of(url: str) -> str | None:
    """Return the arXiv id in an address of arxiv.org, without its version; else None."""
    found = re.search(
        r"arxiv\.org/(?:abs|pdf|html)/([a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})", url
    )
    return found[1] if found else None


def doi_of(url: str) -> str | None:
    """Return the DOI in an address of doi.org; else None."""
    found = re.search(r"^https?://(?:dx\.)?doi\.org/(10\.[^?#\s]+)", url)
    return found[1] if found else None


def _known(
    rule: Rule, noun: str, choices: Callable[[Taxonomy], list[str]]
) -> Callable[[str, ValidationInfo], str]:
    """Return a validator that looks a value up in the taxonomy, if one is at hand."""

    def check(value: str, info: ValidationInfo) -> str:
        taxonomy: Taxonomy | None = info.context
        if taxonomy is not None and value not in (known := choices(taxonomy)):
            near = did_you_mean(value, known) or f"; write one of {one_of(known) or 'none'}"
            raise fault(rule, f"{value!r} is not {noun}{near}")
        return value

    return check


_known_venue = _known(Rule.UNKNOWN_VENUE, "a venue of taxonomy.toml", lambda t: list(t.venues))

Text = Annotated[str, AfterValidator(_plain_text)]
Url = Annotated[str, AfterValidator(_url)]
Year = Annotated[int, BeforeValidator(_year)]
TypeId = Annotated[
    Text,
    AfterValidator(_known(Rule.UNKNOWN_TYPE, "a VOS type", lambda t: list(t.types))),
]
VenueId = Annotated[Text, AfterValidator(_known_venue)]
SectionId = Annotated[
    Text,
    AfterValidator(
        _known(Rule.UNKNOWN_SECTION, "a section of the review", lambda t: list(t.review.sections))
    ),
]
BenchmarkId = Annotated[
    Text,
    AfterValidator(
        _known(Rule.UNKNOWN_BENCHMARK, "a benchmark of taxonomy.toml", lambda t: list(t.benchmarks))
    ),
]
Number = Annotated[float, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
ArxivId = Annotated[str, AfterValidator(_arxiv)]
Doi = Annotated[str, AfterValidator(_doi)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
EditionText = Annotated[Edition, BeforeValidator(_edition)]
