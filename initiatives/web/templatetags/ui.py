"""The tags of the templates: icons, marks, dates in words, headers, sheets, sorting."""

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.accountability.choices import CommitmentState
from initiatives.accountability.rules import days_until_due
from initiatives.portfolio.choices import EvidenceKind
from initiatives.web import words
from initiatives.web.marks import Mark, due_mark, mark_of

register = template.Library()
SPRITE = "vendor/lucide/icons.svg"
HIDDEN = mark_safe('aria-hidden="true"')
SORTED = {True: ("descending", "arrow-down"), False: ("ascending", "arrow-up")}


@register.simple_tag
def demonstration() -> bool:
    """Whether this is the demonstration system; error pages have no other way to know."""
    return bool(settings.DEMO)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite: decorative, or named for those who do not see it."""
    said = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    shape = '<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>'
    return format_html(shape, said, static(SPRITE), name)


@register.simple_tag
def mark(value: object, word: object = "") -> SafeString:
    """The mark of a state: shape, word, colour."""
    return drawn(mark_of(value, word))


@register.simple_tag
def due(days: int) -> SafeString:
    """The mark of a due date so many days away."""
    return drawn(due_mark(days))


@register.simple_tag
def commitment_mark(commitment: Any) -> SafeString:
    """How far off an open commitment is, judged in its owner's time zone; else its state."""
    if commitment.state != CommitmentState.OPEN:
        return mark(commitment.state)
    return due(days_until_due(commitment))


def drawn(made: Mark) -> SafeString:
    """A mark as HTML."""
    shape = '<span class="mark {}">{}<span>{}</span></span>'
    return format_html(shape, made.tone, icon(made.icon), made.word)


@register.simple_tag
def person(user: Any, nobody: str = "") -> SafeString:
    """A person's name with a link to their page; a mark where there is nobody."""
    if user is None or not user.pk:
        return mark("unknown", nobody or _("No owner"))
    return format_html('<a href="{}">{}</a>', reverse("person", args=[user.pk]), user.name)


@register.simple_tag
def evidence_url(link: Any) -> str:
    """Where a record that an assessment rests on is read; the lists of themes have no page each."""
    if link.kind == EvidenceKind.THEME:
        return f"{reverse('voice_list')}?theme={link.about_id}"
    return reverse(link.kind, args=[link.about_id])


@register.filter
def day(value: date | None) -> SafeString:
    """17 Nov 2026"""
    return timed(value, words.day_in_words(value)) if value else not_set()


@register.filter
def short_day(value: date | None) -> SafeString:
    """17 Nov, where the year is plain from what stands around it."""
    return timed(value, words.day_in_words(value, year=False)) if value else not_set()


@register.filter
def moment(value: datetime | None) -> SafeString:
    """17 Nov 2026, 14:05"""
    return timed(value, words.moment_in_words(value)) if value else not_set()


@register.filter
def hour(value: datetime) -> SafeString:
    """14:05, where the day is plain from what stands around it."""
    return timed(value, words.hour_in_words(value))


@register.filter
def since(value: date | None) -> SafeString:
    """6 days ago"""
    return timed(value, words.since_in_words(value)) if value else not_set()


def not_set() -> SafeString:
    """What stands where a time is missing."""
    return format_html('<span class="muted">{}</span>', _("Not set"))


def timed(value: date, said: str) -> SafeString:
    """A time as HTML, for people and for programs."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), said)


@register.filter
def in_words(value: int) -> str:
    """Five"""
    return words.number_in_words(value)


@register.filter
def counted(value: int, forms: str) -> str:
    """3 initiatives"""
    return words.counted(value, forms)


@register.simple_tag
def changes(event: Any) -> list[tuple[str, str, str]]:
    """What an event of the history changed: label, before, after."""
    return words.changes(event.before, event.after)


@register.simple_tag(takes_context=True)
def sort_header(context: Context, name: str, label: str, **attributes: str) -> SafeString:
    """The head of a column by which the list can be sorted; the same link again reverses it."""
    request: HttpRequest = context["request"]
    current = request.GET.get("ordering") or str(context.get("ordering") or "")
    here = current.lstrip("-") == name
    order, arrow = SORTED[current.startswith("-")] if here else ("", "arrow-up-down")
    query = request.GET.copy()
    query.pop("page", None)
    query["ordering"] = f"-{name}" if current == name else name
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="?{}">{} {}</a></th>',
        format_html(' aria-sort="{}"', order) if order else "",
        format_html(' class="{}"', attributes["class"]) if "class" in attributes else "",
        query.urlencode(),
        label,
        icon(arrow),
    )


@register.simple_block_tag
def page_header(content: SafeString, title: str, lede: str = "", eyebrow: str = "") -> SafeString:
    """The head of a page: the one h1, a sentence below it, and the actions."""
    return format_html(
        '<header class="page-header"><div>{}<h1>{}</h1>{}</div>{}</header>',
        wrapped('<p class="eyebrow">{}</p>', eyebrow),
        title,
        wrapped('<p class="lede">{}</p>', lede),
        wrapped('<div class="actions">{}</div>', content if content.strip() else ""),
    )


@register.simple_block_tag
def sheet(
    content: SafeString,
    title: str,
    count: int | None = None,
    lede: str = "",
    level: int = 2,
    **attributes: str,
) -> SafeString:
    """A sheet with a heading that names it; its id is made from the title where none is given."""
    key = attributes.get("id") or slugify(title)
    return format_html(
        '<section class="sheet" id="{}" aria-labelledby="{}-title"><div class="sheet-head">'
        '<h{} id="{}-title">{}{}</h{}>{}</div>{}</section>',
        key,
        key,
        level,
        key,
        title,
        "" if count is None else format_html(' <span class="count">{}</span>', count),
        level,
        wrapped('<p class="sheet-lede">{}</p>', lede),
        content,
    )


def wrapped(shape: str, content: object) -> SafeString | str:
    """Content in its element; nothing where there is none."""
    return format_html(shape, content) if content else ""
