"""Reading the principles that a row names, and the word for how far it has come."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.base.sheets.cells import folded, listed, quoted, words
from initiatives.portfolio.choices import Stage
from initiatives.portfolio.register.shapes import Finding

BETWEEN = re.compile(r"[\s;,/|&+]+")
NUMBER = re.compile(r"(?:p|#|no\.?)?(\d{1,4})\.?")
NOISE = {"", "principle", "principles", "guiding", "and", "no", "no.", "nos", "nos.", "number"}
MOST_LIKELY = 99

STAGES = {
    "testing": Stage.TESTING,
    "planned": Stage.PLANNING,
    "planning": Stage.PLANNING,
    "ongoing": Stage.IMPLEMENTING,
    "implementing": Stage.IMPLEMENTING,
    "complete": Stage.CLOSED,
    "completed": Stage.CLOSED,
    "closed": Stage.CLOSED,
    "in place": Stage.SUSTAINING,
    "live": Stage.SUSTAINING,
    "published": Stage.SUSTAINING,
    "sustaining": Stage.SUSTAINING,
    "spread": Stage.SPREAD,
    "proposed": Stage.PROPOSED,
    "idea": Stage.IDEA,
    "approved": Stage.APPROVED,
}
ON_HOLD = "on hold"


def numbers_in(text: str) -> tuple[int, ...] | None:
    """The numbers of a list such as "2; 9", each once; None when the text is no such list."""
    parts = [part for part in BETWEEN.split(folded(text)) if part not in NOISE]
    matches = [NUMBER.fullmatch(part) for part in parts]
    numbers = [int(match[1]) for match in matches if match]
    return tuple(dict.fromkeys(numbers)) if len(numbers) == len(parts) else None


def looks_like_principles(text: str) -> bool:
    """True for nothing and for a list of small numbers."""
    numbers = numbers_in(text)
    return numbers is not None and all(number <= MOST_LIKELY for number in numbers)


def looks_like_stage(text: str) -> bool:
    """True for nothing and for a word that says how far an initiative has come."""
    word = words(text)
    return word in STAGES or word in ("", ON_HOLD)


def read_principles(
    text: str, in_force: Collection[int]
) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
    """The principles named, none unless all are in force, and what is to say about them."""
    numbers = numbers_in(text)
    if numbers is None:
        return (), (unreadable(text),)
    unknown = [number for number in numbers if number not in in_force]
    if unknown:
        return (), (Finding("refused", "principles", no_such(unknown, in_force)),)
    return numbers, () if numbers else (no_principle(),)


def no_principle() -> Finding:
    """What to say of a row that names none."""
    return Finding(
        "question",
        "principles",
        _(
            "No guiding principle: it comes in as proposed and stays so until it "
            "is aligned with one."
        ),
    )


def unreadable(text: str) -> Finding:
    """What to say of a text that is no list of numbers: with digits in it, it means some."""
    if re.search(r"\d", text):
        message = _("%(text)s is no list of principle numbers. Write each one, as in 5; 6; 7.") % {
            "text": quoted(text)
        }
        return Finding("refused", "principles", message)
    message = _(
        "%(text)s names no principle by its number, so it comes in as proposed with none."
    ) % {"text": quoted(text)}
    return Finding("question", "principles", message)


def no_such(unknown: list[int], in_force: Collection[int]) -> str:
    """Names the numbers that are no principle, and those that are."""
    named = listed([str(number) for number in unknown], "or")
    if not in_force:
        return _(
            "There is no principle %(named)s: none are in force yet. Load a framework first."
        ) % {"named": named}
    said = ngettext(
        "There is no principle %(named)s; the principle in force is %(span)s.",
        "There is no principle %(named)s; the principles in force are %(span)s.",
        len(in_force),
    )
    return said % {"named": named, "span": span(sorted(in_force))}


def span(numbers: list[int]) -> str:
    """1 to 9 for numbers without a gap, else each of them."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return _("%(first)s to %(last)s") % {"first": numbers[0], "last": numbers[-1]}
    return listed([str(number) for number in numbers])


def read_stage(text: str, unready: str) -> tuple[str, tuple[Finding, ...]]:
    """The stage that a status means; proposed where it says none, or what it needs is missing.

    `unready` names what keeps the row from leaving proposed; "" when nothing does.
    """
    stage = STAGES.get(words(text))
    if stage is None:
        return Stage.PROPOSED, (Finding("question", "stage", no_stage(text)),)
    if unready and stage != Stage.PROPOSED:
        message = _(
            "The register says %(text)s, but without %(unready)s it comes in as proposed."
        ) % {"text": quoted(text), "unready": unready}
        return Stage.PROPOSED, (Finding("question", "stage", message),)
    return stage, ()


def no_stage(text: str) -> str:
    """Says why a status means no stage."""
    if not text:
        return _("No status: it comes in as proposed.")
    if words(text) == ON_HOLD:
        why = _("says that it rests, not how far it has come")
    else:
        why = _("is no stage that the tracker knows")
    return _("%(text)s %(why)s, so it comes in as proposed. Move it on once it is in.") % {
        "text": quoted(text),
        "why": why,
    }
