"""Figures of the portfolio on a page."""

from django import template
from django.utils.safestring import SafeString

from initiatives.status.analytics import curve_chart
from initiatives.status.analytics.sustained import Sustained
from initiatives.web import analytics_words as words
from initiatives.web.templatetags.charts import figure

register = template.Library()
register.filter("share", words.share_in_words)
register.filter("in_days", words.days_in_words)


@register.simple_tag
def curve(found: Sustained, said: str) -> SafeString:
    """The curve to a sustained change, in both sizes."""
    both = (curve_chart(found, said), curve_chart(found, said, compact=True))
    return figure(*both, SafeString(""))


@register.filter
def left_after(days: int | None, stay: object) -> str:
    """After how many days a share had left; too few to say, or not yet."""
    if not getattr(stay, "is_told", False):
        return str(words.TOO_FEW)
    return str(words.NOT_YET) if days is None else words.days_in_words(days)
