"""A choice of one among very many: its options are drawn at once, not through a template each."""

from collections.abc import Collection, Iterable
from html import escape
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe

BETWEEN = "\0"  # PostgreSQL keeps no text that holds it


class Offered(forms.Select):
    """A select whose choices are in no groups and carry no attributes of their own.

    Django looks into each choice for a group, makes a dictionary of it and merges its attributes;
    a directory has thousands.
    """

    template_name = "django/forms/widgets/offered.html"
    choices: Any = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = forms.Widget.get_context(self, name, value, attrs)
        context["widget"]["options"] = drawn(self.choices, self.format_value(value))
        return context


def drawn(choices: Iterable[Any], chosen: Collection[str]) -> SafeString:
    """The options as HTML; keys and labels are escaped, all at once."""
    pairs = [(str(key), str(label)) for key, label in choices]
    keys, labels = (
        escape(BETWEEN.join(column)).split(BETWEEN) for column in zip(*pairs, strict=True)
    )
    marks = [" selected" if key in chosen else "" for key, _ in pairs]
    return mark_safe(  # noqa: S308 (whatever comes from outside is escaped right here)
        "".join(
            f'<option value="{key}"{mark}>{label}</option>'
            for key, mark, label in zip(keys, marks, labels, strict=True)
        )
    )
