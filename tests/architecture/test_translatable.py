"""Every text of a template is marked for translation."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Marked by others; what is left here is not looked at.
LATER = {
    *("account", "administration", "allauth", "commitments", "community", "components"),
    *("crosswalk", "definitions", "demo", "django", "entities", "exports", "feedback", "frame"),
    *("history", "home", "imports", "initiatives"),
}
MARKED = re.compile(
    r"{% (?:blocktranslate|comment).*?{% end(?:blocktranslate|comment) %}|{#.*?#}"
    r"|{% block main_class %}.*?{% endblock %}|<(pre|script|style|code)\b.*?</\1>",
    re.DOTALL,
)
TAGS = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>|&\w+;|<!--.*?-->", re.DOTALL)
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"')
GIVEN = re.compile(r"{% (?:page_header|sheet|sort_header|include|person|mark|icon) [^%]*%}")
LITERAL = re.compile(r'(?<!_\()"([A-Z][^"]*)"')
DEFAULT = re.compile(r'\|default:"([^"]*)"')
WORD = re.compile(r"[A-Za-z]{2}")


def unmarked(template: str) -> list[str]:
    """The texts that nobody could translate."""
    rest = MARKED.sub(" ", template)
    given = [text for tag in GIVEN.findall(rest) for text in LITERAL.findall(tag)]
    fallen_back = DEFAULT.findall(rest)
    bare = TAGS.sub("\n", rest)
    shown = MARKUP.sub("\n", bare).splitlines()
    found = [*given, *fallen_back, *ATTRIBUTES.findall(bare), *shown]
    return [text.strip() for text in found if WORD.search(text)]


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ('<p>{% translate "Yes" %}</p>{% sheet _("A") id="b" %}', []),
        ("{% blocktranslate %}<b>{{ n }}</b> of them{% endblocktranslate %}", []),
        ("<p>Yes</p>", ["Yes"]),
        ('<td data-label="Who">{{ who }}, by name</td>', ["Who", ", by name"]),
        ('{% sheet "Roles" id="roles" %}', ["Roles"]),
        ('{{ who|default:"Nobody" }}', ["Nobody"]),
        ('{{ who|default:_("Nobody") }} · {{ when }}', []),
    ],
)
def test_what_is_unmarked_is_found(template: str, texts: list[str]) -> None:
    assert unmarked(template) == texts


def test_no_text_of_a_page_or_mail_is_unmarked() -> None:
    looked_at = [
        path
        for path in TEMPLATES.glob("*/**/*.*")
        if path.relative_to(TEMPLATES).parts[0] not in LATER
    ]
    assert len(looked_at) > 100
    found = {str(path.relative_to(TEMPLATES)): unmarked(path.read_text()) for path in looked_at}
    assert {name: texts for name, texts in found.items() if texts} == {}
