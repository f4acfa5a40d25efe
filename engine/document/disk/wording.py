"""Words that come from a file, made fit to be read: nothing in them acts, and none is longer than a sentence bears."""

from __future__ import annotations

import unicodedata

from engine.language import tr

LONGEST = 80  # letters of a name in a sentence
CLAUSE = 240  # letters of what another says of it, in brackets, say
LINES = "\n\t"  # what `visible` may leave where several lines are shown
_ACTING = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of pairs, separators of lines and paragraphs
# What turns the direction of reading: with it a name can be made to look like another.
_TURNING = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def visible(text: object, keep: str = "") -> str:
    """The text with what a terminal would act on written out, such as `\\x1b`; characters in `keep` stay."""
    words = str(text)
    if words.isprintable():  # what turns the direction of reading is not
        return words
    return "".join(letter if letter in keep else _written(letter) for letter in words)


def _written(letter: str) -> str:
    if letter not in _TURNING and unicodedata.category(letter) not in _ACTING:
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def said(error: BaseException) -> str:
    """What an error says; the system's own quotes a path whole and gives a number, and ours are sentences already."""
    if isinstance(error, OSError) and error.strerror:
        where = tr("The system refused") if error.filename is None else short(error.filename)
        return f"{where}: {error.strerror.lower()}."
    return str(error)


class Advice(str):
    """A sentence that says what to do in the window; `flags` is the same for whoever types commands. An error may be
    raised with one in place of its sentence."""

    __slots__ = ("flags",)
    flags: str

    def __new__(cls, window: str, flags: str) -> Advice:
        """Both are whole sentences."""
        made = super().__new__(cls, window)
        made.flags = flags
        return made

    def __reduce__(self) -> tuple[type[Advice], tuple[str, str]]:
        """What makes a copy of it, as `copy` and `pickle` ask."""
        return Advice, (str(self), self.flags)


def by_flags(words: str | BaseException) -> str:
    """What a sentence, or an error, says to whoever types commands."""
    inner = words.args[0] if isinstance(words, BaseException) and words.args else words
    if isinstance(inner, Advice):
        return inner.flags
    return said(words) if isinstance(words, BaseException) else words


def another_file(name: object) -> str:
    """The sentence for a generator's file that is not the one a document was saved with."""
    return tr(
        "{name} has changed since this was saved (its hash is another), so it was not opened. "
        "Bring back the file it was made with.",
        name=short(name),
    )


def short(name: object, most: int = LONGEST) -> str:
    """A name or a path for a sentence: `visible`, on one line, an ellipsis in its middle if over `most` letters."""
    words = str(name)
    # The ends alone are written out: a name may have millions of letters.
    front, back = visible(words[:most]), visible(words[-most:])
    if len(words) <= most and len(front) <= most:
        return front
    half = most // 2
    return f"{front[:half]}…{back[len(back) - (most - 1 - half) :]}"


#: What Python begins with where a value of a file is not what it can be made into.
_PYTHONS = ("invalid literal", "could not convert", "cannot convert", "not enough values", "too many values", "Exceeds")


def told(error: BaseException) -> str:
    """What is wrong with a file, as a clause, in our own words or the system's; empty where there are only those of
    Python or of a library, which are not for people."""
    if isinstance(error, OSError) and error.strerror:
        return short(error.strerror.lower(), CLAUSE)
    trace, where = error.__traceback__, ""
    while trace is not None:
        where, trace = str(trace.tb_frame.f_globals.get("__name__", "")), trace.tb_next
    ours = type(error).__module__.startswith(("engine.", "app."))
    words = str(error).split("\n")[0]
    raised_here = where.startswith(("engine.", "app.")) and type(error).__name__ in ("ValueError", "BadZipFile")
    if not ours and (not raised_here or words.startswith(_PYTHONS)):
        return ""
    return short(words, CLAUSE).rstrip(".")


def in_brackets(error: BaseException) -> str:
    """The same to stand behind a sentence: " (why)", or nothing."""
    return f" ({why})" if (why := told(error)) else ""
