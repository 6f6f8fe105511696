"""The one Django app, and the place where its packages are introduced to each other."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = "QI Tracker"

    def ready(self) -> None:
        from initiatives.accountability.rules import visible_commitments
        from initiatives.base import subjects
        from initiatives.portfolio.rules import visible_initiatives
        from initiatives.shortfalls.rules import visible_shortfalls

        subjects.introduce("initiative", visible_initiatives)
        subjects.introduce("shortfall", visible_shortfalls)
        subjects.introduce("commitment", visible_commitments)
