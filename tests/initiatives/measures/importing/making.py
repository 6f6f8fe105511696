"""A measure as readers know it, and files for it, without a database."""

from datetime import date
from itertools import count
from pathlib import Path

from initiatives.measures.importing import About, Group, Vocabulary, read_observations
from initiatives.measures.loading import read_stratifications

DATA = Path(__file__).parents[3] / "data"
TODAY = date(2026, 11, 23)
KEYS = count(1)


def vocabulary(key="race", groups="asian black white", overlapping=False, **absent):
    """A vocabulary whose groups have their codes, capitalized, as labels."""
    made = [Group(next(KEYS), code, code.title()) for code in groups.split()]
    made += [Group(next(KEYS), code, code.title(), why) for code, why in absent.items()]
    return Vocabulary(key, key.title(), overlapping, tuple(made))


RACE = vocabulary(several="", unknown="not_recorded")
PLACE = vocabulary("place", "east west")
NEED = vocabulary("need", "seeing hearing", overlapping=True, unknown="not_recorded")


def about(*vocabularies, chart="p", frequency="month"):
    return About("M-7", frequency, chart, "decrease", TODAY, vocabularies or (RACE, PLACE))


def read(text, measure=None, name="figures.csv", layout="", **columns):
    """What is read of a text or of bytes."""
    content = text if isinstance(text, bytes) else text.encode()
    return read_observations(content, name, measure or about(), layout, columns)


def said(found):
    """The rows and fields of the problems."""
    return [(one.row, one.field) for one in found.problems]


def figures(found):
    """Each figure by month (or day), code of its groups, and what was counted."""
    codes = {group.pk: group.code for one in (RACE, PLACE, NEED) for group in one.groups}
    return {
        (str(one.starts), codes.get(one.stratum), codes.get(one.other_stratum)): (
            (one.numerator, one.denominator) if one.value is None else one.value
        )
        for _, one in found.rows
    }


def of_data(*keys, **how):
    """The measure of the data files, by the vocabularies beside them."""
    content = (DATA / "vocabularies.yaml").read_bytes()
    made = [
        Vocabulary(
            one.key,
            one.title,
            one.overlapping,
            tuple(Group(next(KEYS), row.code, row.label, row.absent) for row in one.strata),
        )
        for one in read_stratifications(content)
        if one.key in keys
    ]
    return about(*made, **how)
