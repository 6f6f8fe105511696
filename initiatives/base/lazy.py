"""Texts that are looked up when they are shown: what a module says is written once, at its import.

Django's own types tell such a text from a `str`, though all that pages, forms and errors do with
it is to show it; so it is typed here as what it is read as. Three things take a real `str`: a
column of the database, `str.join`, and JSON, for which there is `said`.
"""

from typing import Any, cast

from django.utils import text, translation
from django.utils.functional import Promise


def gettext_lazy(message: str) -> str:
    """The message in the language of whoever reads it, looked up at each reading."""
    return cast(str, translation.gettext_lazy(message))


def format_lazy(message: str, **values: Any) -> str:
    """A message with values in braces that are texts of this kind themselves."""
    return cast(str, text.format_lazy(message, **values))


def said(data: Any) -> Any:
    """Plain data in which every text is said already, for JSON: dictionaries, lists and tuples."""
    if isinstance(data, Promise):
        return str(data)
    if isinstance(data, dict):
        return {key: said(value) for key, value in data.items()}
    if isinstance(data, list):
        return [said(value) for value in data]
    if isinstance(data, tuple):
        values = [said(value) for value in data]
        return type(data)(*values) if hasattr(data, "_fields") else tuple(values)
    return data
