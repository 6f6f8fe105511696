"""The one Django app, and the place where its packages are introduced to each other."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = "QI Tracker"

    def ready(self) -> None:
        introduce_people_and_principles()
        introduce_work()
        introduce_figures()
        introduce_shortfalls_and_voices()
        introduce_promises()
        introduce_gates()
        introduce_parting()
        introduce_status()
        introduce_exports()
        introduce_webhooks()
        introduce_retention()


def introduce_people_and_principles() -> None:
    """Who and what the system is, and what it stands for."""
    from initiatives.base import subjects
    from initiatives.framework import rules as framework
    from initiatives.jobs import rules as jobs
    from initiatives.people import rules as people

    subjects.introduce("user", people.overseen_people)
    subjects.introduce("entity", people.visible_entities)
    subjects.introduce("grouprole", people.overseen_group_roles)
    subjects.introduce("switch", people.overseen_switches)
    subjects.introduce("jobrun", jobs.visible_runs)
    subjects.introduce("framework", framework.visible_frameworks)
    subjects.introduce("definition", framework.visible_definitions)
    subjects.introduce("outsideframework", framework.visible_outside)
    subjects.introduce("crosswalklink", framework.visible_links)
    subjects.introduce("attestation", framework.visible_attestations)


def introduce_work() -> None:
    """Initiatives and what is done in them."""
    from initiatives.base import subjects
    from initiatives.portfolio import rules

    subjects.introduce("registerimport", rules.overseen_imports)
    subjects.introduce("initiative", rules.visible_initiatives)
    subjects.introduce("driver", rules.visible_drivers)
    subjects.introduce("pdsacycle", rules.visible_cycles)
    subjects.introduce("review", rules.visible_reviews)


def introduce_figures() -> None:
    """What is counted, of care and of the workforce."""
    from initiatives.base import subjects
    from initiatives.measures import rules as measures
    from initiatives.workforce import rules as workforce

    subjects.introduce("measure", measures.visible_measures)
    subjects.introduce("signal", measures.visible_signals, measures.hidden_signals)
    subjects.introduce("observationimport", measures.visible_imports)
    subjects.introduce("stratification", measures.visible_stratifications)
    subjects.introduce("jobfamily", workforce.visible_families)
    subjects.introduce("workforcecount", workforce.visible_counts)
    subjects.introduce("communitybenchmark", workforce.visible_benchmarks)


def introduce_shortfalls_and_voices() -> None:
    """What falls short, and what the community says."""
    from initiatives.base import subjects
    from initiatives.community import rules as community
    from initiatives.shortfalls import rules as log

    subjects.introduce("shortfall", log.visible_shortfalls, log.hidden_shortfalls)
    subjects.introduce("feedback", community.visible_feedback)
    subjects.introduce("reportback", community.visible_answers)
    subjects.introduce("theme", community.visible_themes)
    subjects.introduce("languagereview", community.overseen_reviews)


def introduce_promises() -> None:
    """What is promised, and how people are reminded of it."""
    from initiatives.accountability import rules
    from initiatives.base import subjects

    subjects.introduce("commitment", rules.visible_commitments, rules.hidden_commitments)
    subjects.introduce("policy", rules.visible_policies)
    subjects.introduce("engine", rules.overseen_engine)


def introduce_gates() -> None:
    """What only the measures know of a gate."""
    from initiatives.measures.rules.gates import to_be_tested
    from initiatives.portfolio.choices import Stage
    from initiatives.portfolio.rules import gates

    gates.introduce(Stage.TESTING, to_be_tested)


def introduce_status() -> None:
    """The rules by which the status is judged."""
    from initiatives.base import subjects
    from initiatives.status import rules

    subjects.introduce("ruleset", rules.visible_rule_sets)


def introduce_parting() -> None:
    """Who takes what along when an entity is split: the initiatives first, by which others go."""
    from initiatives.accountability.services.parting import carry_commitments
    from initiatives.people.services import parting
    from initiatives.portfolio.services.parting import carry_initiatives
    from initiatives.shortfalls.services.parting import carry_shortfalls

    parting.introduce("initiative", carry_initiatives)
    parting.introduce("shortfall", carry_shortfalls)
    parting.introduce("commitment", carry_commitments)


def introduce_exports() -> None:
    """What can be taken out as a file. Another kind is added here, by its own `introduce`."""
    from initiatives.base import subjects
    from initiatives.exports import list_kinds, pack_kinds, rules
    from initiatives.exports.services import introduce_letters

    subjects.introduce("export", rules.visible_exports)
    list_kinds.introduce()
    pack_kinds.introduce()
    introduce_letters()


def introduce_webhooks() -> None:
    """Where other programs are told what happens."""
    from initiatives.base import subjects
    from initiatives.webhooks import rules
    from initiatives.webhooks.services import introduce_letters

    subjects.introduce("webhook", rules.visible_webhooks)
    introduce_letters()


def introduce_retention() -> None:
    """What is not kept for ever, each by the package that it belongs to."""
    from django.conf import settings

    from initiatives.accountability.services import forget_messages
    from initiatives.base import subjects
    from initiatives.base.lazy import gettext_lazy as _
    from initiatives.retention import rules
    from initiatives.retention.kinds import Kind, introduce
    from initiatives.retention.own_kinds import introduce_own

    subjects.introduce("retentionterm", rules.visible_terms)
    messages = _("Words and addresses of mails and chat messages")
    introduce(Kind("messages", messages, _("after they were due"), 365, 30, 1_095, forget_messages))
    contacts = _("Contact details that people of the community left")
    since = _("after they were answered, or the matter was closed")
    introduce(Kind("feedback_contacts", contacts, since, 30, 7, 90))
    files = _("Files that people asked for")
    introduce(Kind("export_files", files, _("after they were made"), 7, 1, 30))
    webhooks, usual = _("Deliveries to webhooks, and what was answered"), settings.WEBHOOK_DAYS
    introduce(Kind("webhook_deliveries", webhooks, _("after they were settled"), usual, 1, 365))
    introduce_own()
