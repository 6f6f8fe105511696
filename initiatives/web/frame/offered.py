"""A choice of one among very many: its options are drawn at once, not through a template each."""

from collections.abc import Collection
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


def drawn(choices: Collection[Any], chosen: Collection[str]) -> SafeString:
    """The options as HTML; keys and labels are escaped, all at once."""
    keys = [str(key) for key, _ in choices]
    labels = escaped([str(label) for _, label in choices])
    marks = [" selected" if key in chosen else "" for key in keys]
    return mark_safe(  # noqa: S308 (whatever comes from outside is escaped right here)
        "".join(
            f'<option value="{key}"{mark}>{label}</option>'
            for key, mark, label in zip(escaped(keys), marks, labels, strict=True)
        )
    )


def escaped(texts: list[str]) -> list[str]:
    """Each text as HTML takes it, by one pass over all."""
    return escape(BETWEEN.join(texts)).split(BETWEEN) if texts else []
