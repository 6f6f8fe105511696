"""The tags of decisions."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from initiatives.web.deciding_words import followed_words
from initiatives.web.templatetags.ui import mark

register = template.Library()


@register.simple_tag
def followed_mark(ruling: Any) -> SafeString:
    """What came of a decision so far."""
    return mark(*followed_words(ruling.followed))


@register.simple_tag
def record_url(record: Any) -> str:
    """The page of a record; pages are named after their kinds."""
    return reverse(str(record._meta.model_name), args=[record.pk])
