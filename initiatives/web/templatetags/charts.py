"""Drawings on a page. They are our own strings, in which all words are escaped already."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from initiatives.measures import drawing
from initiatives.measures.queries import Charted
from initiatives.portfolio import drawing as diagrams
from initiatives.portfolio.models import Driver

register = template.Library()


@register.simple_tag
def control_chart(chart: Charted) -> SafeString:
    """A chart in both sizes, of which the page shows the one that fits, with its legend."""
    drawn = chart.drawing
    return figure(
        drawing.control_chart(drawn), drawing.control_chart(drawn, compact=True), legend(drawn)
    )


@register.simple_tag
def dot_plot(plot: drawing.DotPlot) -> SafeString:
    """Groups with their intervals in both sizes, with the legend."""
    return figure(drawing.dot_plot(plot), drawing.dot_plot(plot, compact=True), legend(plot))


@register.simple_tag
def drawing_of(drawn: str) -> SafeString:
    """A drawing that was made already, in which all words are escaped."""
    return svg(drawn)


@register.simple_tag
def small_chart(chart: Charted, scale: drawing.Scale) -> SafeString:
    """A chart of a group in one size, on the scale that it shares with the others."""
    return svg(drawing.small_chart(chart.drawing, scale))


@register.simple_tag
def small_legend(charts: list[Charted]) -> SafeString:
    """What the marks of these charts mean, told once for all of them."""
    return legend(*(chart.drawing for chart in charts))


@register.simple_tag
def driver_diagram(diagram: diagrams.Diagram) -> SafeString:
    """A driver diagram, from left to right."""
    return svg(diagrams.driver_diagram(diagram))


@register.simple_tag
def idea_mark(idea: Driver) -> SafeString:
    """How a change idea stands: the shape that the diagram draws, and the word."""
    return format_html(
        '<span class="mark plain">{}<span>{}</span></span>',
        svg(diagrams.swatch(idea.state)),
        idea.get_state_display(),
    )


def figure(wide: str, compact: str, below: SafeString) -> SafeString:
    """Both sizes of a drawing."""
    shape = (
        '<figure class="chart"><div class="chart-wide">{}</div>'
        '<div class="chart-compact">{}</div>{}</figure>'
    )
    return format_html(shape, svg(wide), svg(compact), below)


def legend(*drawings: drawing.ControlChart | drawing.DotPlot) -> SafeString:
    """What each mark that occurs means; nothing where none needs words."""
    items = [(svg(drawing.swatch(shape)), words) for shape, words in drawing.legend(*drawings)]
    inside = format_html_join("", "<li>{}{}</li>", items)
    return format_html('<ul class="chart-legend">{}</ul>', inside) if items else inside


def svg(drawn: str) -> SafeString:
    """A drawing of ours as part of a page."""
    return mark_safe(drawn)  # noqa: S308 (the drawing escapes every word itself)
