"""How texts are made findable: as words of English without accents, and as letters of titles.

The database does both. Each searched table names one expression of words as an index of its model;
whoever searches it takes the expression from there, so the two cannot differ.
"""

from typing import Any, cast

from django.contrib.postgres.search import SearchConfig, SearchVector
from django.db import models
from django.db.models.functions import Upper

# A copy of `english` that takes accents away first, made by the migration `search`. As it is named,
# no setting of a session changes what a text's words are, and they can be indexed; the function
# `unaccent` itself could not, for it may read another dictionary tomorrow.
NAME = "initiatives_english"
CONFIG = SearchConfig(NAME)
TITLE, TEXT = "A", "C"  # weights; what is called so goes before what only mentions it


def words(title: str, *texts: str) -> Any:
    """The words of a record: those of its title weigh more than those of its other texts."""
    of_title = SearchVector(title, weight=TITLE, config=CONFIG)
    return of_title + words_of_text(*texts) if texts else of_title


def words_of_text(*texts: str) -> SearchVector:
    """The words of texts that have no title."""
    return SearchVector(*texts, weight=TEXT, config=CONFIG)


def letters(title: str) -> Upper:
    """A title as the trigram indexes hold it."""
    return Upper(title)


def indexed(model: type[models.Model], name: str) -> Any:
    """The expression of one of a model's indexes; raises StopIteration for a name it has not."""
    found = next(index for index in model._meta.indexes if index.name == name)
    return cast(Any, found).expressions[0]
