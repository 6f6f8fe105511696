"""The expressions of the database that searching is made of."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.lookups import TrigramWordSimilar
from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQueryField,
    SearchRank,
    TrigramWordSimilarity,
)
from django.db import connection
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.functions import Cast, Left

from initiatives.base.words import CONFIG, NAME, letters
from initiatives.status.search.asking import Asked
from initiatives.status.search.pieces import GAP, START, STOP

READ = 8_000  # characters of the texts of a record from which the stretch that is shown is taken
# The last word may be only begun. `querytree` is what an index can answer: nothing for words that
# are in every text, T for a search that only leaves out.
COMPILE = """
SELECT query::text, querytree(query) FROM (
    SELECT websearch_to_tsquery(%(config)s, %(settled)s)
        && CASE WHEN %(begun)s = '' THEN ''::tsquery
           ELSE to_tsquery(%(config)s, %(begun)s || ':*') END AS query
) compiled
"""


def compiled(asked: Asked) -> str:
    """The search as PostgreSQL writes it; empty where there is nothing that an index can answer.

    Asked once, so that all statements carry the same constant, of which the planner knows how
    rare it is.
    """
    given = {"config": NAME, "settled": asked.settled, "begun": asked.begun}
    with connection.cursor() as cursor:
        cursor.execute(COMPILE, given)
        query, indexable = cursor.fetchone()
    return "" if indexable in ("", "T") else str(query)


def term(query: str) -> Cast:
    """A compiled search as a value."""
    return Cast(Value(query), SearchQueryField())


def holds(words: Any, query: str) -> Func:
    """Whether these words are a match, as the index answers it."""
    return Func(
        words,
        term(query),
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def weight(words: Any, query: str) -> SearchRank:
    """How well they match; a word of the title weighs five times one of the text."""
    return SearchRank(words, term(query))


def is_like(title: str, likeness: str) -> TrigramWordSimilar:
    """Whether some stretch of a title is spelt much like this (word similarity of 0.6 or more)."""
    return TrigramWordSimilar(letters(title), Value(likeness))


def alikeness(title: str, likeness: str) -> TrigramWordSimilarity:
    """How much, from 0 to 1."""
    return TrigramWordSimilarity(likeness, letters(title))


def whole_marked(title: str, query: str) -> SearchHeadline:
    """A title with its found words marked."""
    return marked(F(title), query, highlight_all=True)


def stretch(texts: Sequence[str], query: str) -> SearchHeadline:
    """The stretches of some texts around the found words, or their beginning where there are none.

    The database computes it after the limit, so only for what is shown.
    """
    return marked(beginning(texts), query, max_fragments=2, max_words=18, min_words=9)


def marked(text: Any, query: str, **options: Any) -> SearchHeadline:
    """A text with its found words between the marks of `pieces`."""
    marks: dict[str, Any] = {"start_sel": START, "stop_sel": STOP, "fragment_delimiter": GAP}
    if "max_fragments" not in options:
        marks.pop("fragment_delimiter")
    return SearchHeadline(text, term(query), config=CONFIG, **marks, **options)


def beginning(texts: Sequence[str], length: int = READ) -> Left:
    """The beginning of all these texts, one after the other."""
    whole = Func(
        Value(" "), *(F(name) for name in texts), function="concat_ws", output_field=TextField()
    )
    return Left(whole, length)
