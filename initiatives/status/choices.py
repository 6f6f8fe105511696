"""What can be chosen when the status of the system is looked at."""

from django.db.models import TextChoices


class SearchKind(TextChoices):
    """The kinds of records that search finds, in the order in which it shows them."""

    INITIATIVES = "initiatives", "Initiatives"
    SHORTFALLS = "shortfalls", "Shortfalls"
    COMMITMENTS = "commitments", "Commitments"
    MEASURES = "measures", "Measures"
    DEFINITIONS = "definitions", "Definitions"
    THEMES = "themes", "Themes of the community"
    ANSWERS = "answers", "Published answers"
