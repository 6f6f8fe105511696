"""The one Django app, and the place where its packages are introduced to each other."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = "QI Tracker"

    def ready(self) -> None:
        from initiatives.accountability.rules import (
            hidden_commitments,
            overseen_engine,
            visible_commitments,
            visible_policies,
        )
        from initiatives.base import subjects
        from initiatives.community.rules import (
            overseen_reviews,
            visible_answers,
            visible_feedback,
            visible_themes,
        )
        from initiatives.framework.rules import (
            visible_attestations,
            visible_definitions,
            visible_frameworks,
            visible_links,
            visible_outside,
        )
        from initiatives.measures.rules import (
            hidden_signals,
            visible_imports,
            visible_measures,
            visible_signals,
            visible_stratifications,
        )
        from initiatives.measures.rules.gates import to_be_tested
        from initiatives.people.rules import overseen_people, visible_entities
        from initiatives.portfolio.choices import Stage
        from initiatives.portfolio.rules import (
            gates,
            overseen_imports,
            visible_cycles,
            visible_drivers,
            visible_initiatives,
            visible_reviews,
        )
        from initiatives.shortfalls.rules import hidden_shortfalls, visible_shortfalls
        from initiatives.workforce.rules import (
            visible_benchmarks,
            visible_counts,
            visible_families,
        )

        subjects.introduce("user", overseen_people)
        subjects.introduce("entity", visible_entities)
        subjects.introduce("framework", visible_frameworks)
        subjects.introduce("definition", visible_definitions)
        subjects.introduce("outsideframework", visible_outside)
        subjects.introduce("crosswalklink", visible_links)
        subjects.introduce("attestation", visible_attestations)
        subjects.introduce("registerimport", overseen_imports)
        subjects.introduce("initiative", visible_initiatives)
        subjects.introduce("driver", visible_drivers)
        subjects.introduce("pdsacycle", visible_cycles)
        subjects.introduce("review", visible_reviews)
        subjects.introduce("measure", visible_measures)
        subjects.introduce("signal", visible_signals, hidden_signals)
        subjects.introduce("observationimport", visible_imports)
        subjects.introduce("stratification", visible_stratifications)
        subjects.introduce("jobfamily", visible_families)
        subjects.introduce("workforcecount", visible_counts)
        subjects.introduce("communitybenchmark", visible_benchmarks)
        subjects.introduce("shortfall", visible_shortfalls, hidden_shortfalls)
        subjects.introduce("feedback", visible_feedback)
        subjects.introduce("reportback", visible_answers)
        subjects.introduce("theme", visible_themes)
        subjects.introduce("languagereview", overseen_reviews)
        subjects.introduce("commitment", visible_commitments, hidden_commitments)
        subjects.introduce("policy", visible_policies)
        subjects.introduce("engine", overseen_engine)
        gates.introduce(Stage.TESTING, to_be_tested)
