"""No words of a template stand outside of what a translator is given."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SAME_EVERYWHERE = {"QI Tracker", "· QI Tracker", "CSV", "Excel"}
GIVEN = re.compile(
    r"\{% blocktranslate .*?endblocktranslate %\}|\{% translate .*?%\}|\{#.*?#\}"
    r"|\{% block main_class %\}.*?\{% endblock %\}|<(?P<code>script|pre)\b.*?</(?P=code)>",
    re.DOTALL,
)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
LITERAL = re.compile(r"""(?<!_\()(?<!date:)"([A-Z][^"]*)\"""")
GLUED = re.compile(r"""\|(?:pluralize|yesno)\b|\|add:(?!"-?\d)""")
READ_OUT = {"alt", "aria-label", "data-label", "placeholder", "title"}


class Words(HTMLParser):
    """Gathers what people read: texts, and attributes that are shown or read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in READ_OUT]


def unmarked(source: str) -> list[str]:
    """The words that no translator would see, and the plurals that only English has so."""
    rest = GIVEN.sub("", source)
    code = " ".join(CODE.findall(rest))
    words = Words()
    words.feed(CODE.sub("", rest))
    loose = [*words.found, *LITERAL.findall(code)]
    said = [one for one in loose if re.search("[A-Za-z]", one) and one not in SAME_EVERYWHERE]
    return said + GLUED.findall(code)


@pytest.mark.parametrize(
    "path",
    sorted(TEMPLATES.rglob("*.*")),
    ids=lambda path: str(path.relative_to(TEMPLATES)),
)
def test_all_words_of_a_template_are_given_to_the_translator(path: Path) -> None:
    assert unmarked(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Nothing is sent.</p>",
        '<p>{% translate "Reminders" %} of {{ person }}</p>',
        '<td data-label="State">{{ state }}</td>',
        '<nav aria-label="Pages {{ first }}"></nav>',
        '{% sheet "History" id="history" %}',
        '{{ owner|default:"Nobody" }}',
        "{{ count|pluralize }}",
        '{% page_header _("Message to ")|add:person %}',
        "{% blocktranslate trimmed %}Moved{% endblocktranslate %} away",
    ],
)
def test_words_that_are_not_given_are_found(source: str) -> None:
    assert unmarked(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p class="count">{% translate "Nothing is sent." %}</p>',
        '{% sheet _("History") id="history" %}<dt>{{ label }}</dt>',
        '{{ owner|default:_("Nobody") }}, {{ day|date:"F Y" }}',
        '<nav aria-label="{% translate "Pages" %}">QI Tracker</nav>',
        "{% blocktranslate trimmed count n=rows %}{{ n }} row{% plural %}{{ n }} rows"
        "{% endblocktranslate %}",
    ],
)
def test_words_that_are_given_are_left_alone(source: str) -> None:
    assert not unmarked(source)
