"""Words that are the first to be tried here, and so are no good in a password."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from initiatives.people.models import Entity

# docs/security.md lists them; names of entities come besides.
WORDS = (
    *("qitracker", "initiative", "equity", "shortfall", "commitment"),
    *("password", "passwort", "contraseña", "welcome"),
)
ENOUGH = 8  # letters that are left besides such a word
SHORTEST = 4  # letters of a name that counts; shorter ones stand in too many words


class PlaceWordsValidator:
    """Refuses passwords that are little more than a word of the product or of the place."""

    def validate(self, password: str, user: Any = None) -> None:
        found = told_apart(password)
        for word in (*WORDS, *names()):
            if word in found and len(found.replace(word, "")) < ENOUGH:
                raise ValidationError(self.get_help_text(), code="password_of_the_place")

    def get_help_text(self) -> str:
        return _(
            "Your password cannot be little more than a word of this place, such as its name; "
            "add other words."
        )


def names() -> list[str]:
    """What the entities are called, as they would be typed."""
    rows = Entity.objects.order_by().values_list("name", "short_name").distinct()
    found = {told_apart(name) for row in rows for name in row}
    return [name for name in found if len(name) >= SHORTEST]


def told_apart(text: str) -> str:
    """The text without what people put between and in place of letters."""
    usual = str.maketrans("013457$@!", "oleastsai")
    return "".join(one for one in text.lower().translate(usual) if one.isalpha())
