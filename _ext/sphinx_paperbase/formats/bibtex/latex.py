"""Plain text as LaTeX, and LaTeX as plain text.

Decoding is latexcodec's (https://latexcodec.readthedocs.io/); here is what it leaves: signs that
have a meaning in LaTeX, accents without a letter of their own in its table, commands that only
change how a text looks.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_SPECIALS = {c: f"\\{c}" for c in "&%$#_"} | {
    # Not \{ and \}: BibTeX counts braces, whatever stands before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

# Where LaTeX would make one sign of two: dashes, quotes, inverted marks.
_LIGATURES = re.compile(
    r"(?<=-)(?=-)|(?<=[`?!])(?=`)|(?<=')(?=')|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)"
)

# Commands for one sign, each by its name.
_SIGNS = {c: c for c in "%&$#_{}"} | {
    "textbraceleft": "{",
    "lbrace": "{",
    "textbraceright": "}",
    "rbrace": "}",
    "textbackslash": "\\",
    "backslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textdollar": "$",
    "textunderscore": "_",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "dots": "…",
    **dict.fromkeys([*",;:>\\", "quad", "qquad", "newline"], " "),
    "-": "",
}
_COMMAND = re.compile(
    r"\\(?P<word>[a-zA-Z]+)(\s*\{\}|\s+)?|\\(?P<bare>[~^])\s*\{\}|\\(?P<sign>.)|%", re.DOTALL
)
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
# Letters that are commands by themselves, not a letter with an accent.
_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "dj",
    "Đ": "DJ",
    "ð": "dh",
    "Ð": "DH",
    "þ": "th",
    "Þ": "TH",
    "ı": "i",
}
_COMMANDS = {mark: command for command, mark in _ACCENTS.items()}
# Latin-1 and Latin Extended-A: the accents of these are known to all who read BibTeX.
_LATIN = re.compile(r"[\u00c0-\u017f]")
_ACCENTED = re.compile(r"\\([`'^~=.\"]|[uHvcdkbr](?![a-zA-Z]))[\s{]*([^\W\d_])")
_DOTLESS = str.maketrans("ıȷ", "ij")
# Whose first argument is no text.
_ASIDE = re.compile(r"\\(?:href|textcolor|color)\s*\{[^{}]*\}")
_WORD = re.compile(r"\\([a-zA-Z]+)\*? ?")
_REST = re.compile(r"\\.|[\\{}$]", re.DOTALL)
# Signs wait as private characters while what has a meaning in LaTeX is taken off.
_PRIVATE = 0xF0000
_SHOWN = {_PRIVATE + ord(sign): sign for sign in _SIGNS.values() if sign}


def latex(text: str) -> str:
    """Return plain text so that LaTeX shows it as it is; letters stay Unicode."""
    parted = _LIGATURES.split(text)
    return "{}".join("".join(_SPECIALS.get(c, c) for c in part) for part in parted)


def ascii_letters(text: str) -> str:
    r"""Return LaTeX with ``{\'{e}}`` for ``é``: what every reader of BibTeX takes for one letter.

    BibTeX itself counts bytes: it would cut an abbreviated ``Łukasz`` in the middle of its ``Ł``.
    Other letters stay as they are.
    """
    return text if text.isascii() else _LATIN.sub(lambda found: _command(found[0]), text)


@functools.cache
def _command(letter: str) -> str:
    if letter in _LETTERS:
        return f"{{\\{_LETTERS[letter]}}}"
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not marks or marks[0] not in _COMMANDS:
        return letter
    return f"{{\\{_COMMANDS[marks[0]]}{{{base}}}}}"


def decoded(text: str) -> str:
    """Return what LaTeX shows for a text, on one line; commands that are not known go."""
    text = _from_table(_COMMAND.sub(_sign, text))
    for _ in range(2):  # Vietnamese has two accents on one letter
        text = _ACCENTED.sub(_accented, text)
    text = _WORD.sub(_symbol, _ASIDE.sub("", text))
    text = _REST.sub("", text).translate(_SHOWN)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _from_table(text: str) -> str:
    from latexcodec.codec import UnicodeLatexIncrementalDecoder

    decoder = UnicodeLatexIncrementalDecoder("ignore")  # type: ignore[no-untyped-call]
    return decoder.decode(text, final=True)


def _sign(command: re.Match[str]) -> str:
    # BibTeX has no comments inside a value: a bare % is one more sign.
    name = command["word"] or command["sign"] or "%"
    sign = command["bare"] or _SIGNS.get(name)
    if sign is None:
        return command[0]
    return chr(_PRIVATE + ord(sign)) if sign else ""


def _accented(accent: re.Match[str]) -> str:
    letter = accent[2].translate(_DOTLESS)
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent[1]])


def _symbol(word: re.Match[str]) -> str:
    """Return the sign that a word is in formulas, such as a Greek letter; else nothing."""
    known = _from_table(f"$\\{word[1]}$")
    return "" if known.startswith("$") else known
