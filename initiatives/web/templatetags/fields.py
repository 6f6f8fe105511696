"""What the templates of a form say about a field: its errors, its label, where a link leads."""

from typing import Any

from django import template
from django.forms import BoundField, Field
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()
WANTED = {
    "date": gettext_noop("Give a day."),
    "file": gettext_noop("Choose a file."),
    "checkbox": gettext_noop("Tick this to go on."),
}
EMPTY = Field.default_error_messages["required"]


@register.filter
def problems(field: BoundField) -> list[str]:
    """What is wrong with a field; one that was left empty is told what it wants."""
    return [empty_in_words(field) if error == EMPTY else str(error) for error in field.errors]


def empty_in_words(field: BoundField) -> str:
    """What to do about a field that was left empty."""
    widget = field.field.widget
    if isinstance(widget, ChoiceWidget):
        return _("Choose at least one.") if widget.allow_multiple_selected else _("Choose one.")
    wanted = WANTED.get(getattr(widget, "input_type", ""), gettext_noop("This cannot be empty."))
    return _(wanted)


@register.filter
def introduced(field: BoundField) -> str:
    """The label as what follows it needs it: a question stays one, all else gets a colon."""
    label = str(field.label)
    return label if label.endswith("?") else f"{label}:"


@register.filter
def said(field: BoundField) -> str:
    """Whether a label says "required" or "optional": whichever is the rarer in its form."""
    fields = field.form.fields.values()
    wanted = [one.required for one in fields if not one.widget.is_hidden]
    mostly_optional = wanted.count(False) > wanted.count(True)
    if field.field.required is not mostly_optional:
        return ""
    return _("required") if mostly_optional else _("optional")


@register.filter
def target(field: BoundField) -> str:
    """The element that a link to a field leads to: for a group, its first choice."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def options(groups: list[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """What a list offers. Django includes two templates an option; a directory has thousands."""
    return format_html_join("", "{}", ((drawn(name, choices),) for name, choices, _ in groups))


def drawn(group: str | None, choices: list[dict[str, Any]]) -> SafeString:
    """The options of a group, or those that are in none."""
    inside = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one["value"], " selected" if one["selected"] else "", one["label"]) for one in choices),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', group, inside) if group else inside
