"""Reading the fields that ask the directory or each other: site, people, dates, notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _
from initiatives.base.sheets.cells import listed, one_line, quoted
from initiatives.base.sheets.days import in_words
from initiatives.portfolio.register.dates import Calendar, read_date
from initiatives.portfolio.register.names import Suggestions
from initiatives.portfolio.register.shapes import Directory, Finding

Texts = Mapping[str, str]
STAYS = _("it comes in as proposed and stays there until someone owns it.")


@dataclass(frozen=True)
class Reader:
    """Reads the fields of a register's rows; what there is to say is added to `findings`."""

    directory: Directory
    calendars: Mapping[str, Calendar]
    suggestions: Suggestions

    def entity(self, text: str, findings: list[Finding]) -> int | None:
        """The entity that a row names; an initiative must belong to one."""
        if not text:
            message = gettext(
                "No site. Say which part of the health system the initiative belongs to."
            )
            findings.append(Finding("refused", "entity", message))
            return None
        found = self.directory.entity(text)
        if found is None:
            message = gettext(
                "%(text)s names no one part of the health system that is known here."
            ) % {"text": quoted(text)}
            near = self.suggestions.near(text)
            findings.append(Finding("refused", "entity", f"{message} {near}"))
        return found

    def sponsor(self, text: str, findings: list[Finding]) -> int | None:
        """The sponsor that a row names; it may name none."""
        found = self.directory.person(text) if text else None
        if text and found is None:
            message = gettext(
                "%(text)s is no one person known here: it comes in without a sponsor."
            ) % {"text": quoted(text)}
            findings.append(Finding("question", "sponsor", message))
        return found

    def owner(self, text: str, findings: list[Finding]) -> int | None:
        """The owner that a row names; without one it stays proposed, and says so."""
        found = self.directory.person(text) if text else None
        if found is None:
            who = (
                gettext("%(text)s is no one person known here, so ") % {"text": quoted(text)}
                if text
                else ""
            )
            findings.append(
                Finding(
                    "question",
                    "owner",
                    gettext("No accountable person: %(who)s%(stays)s")
                    % {"who": who, "stays": STAYS},
                )
            )
        return found

    def dates(self, texts: Texts, findings: list[Finding]) -> tuple[date | None, date | None]:
        """Start and target; neither is set when they contradict each other."""
        start = self.date("started_on", texts, findings)
        target = self.date("target_on", texts, findings)
        if start is None or target is None or start <= target:
            return start, target
        message = gettext(
            "The target, %(when)s, lies before the start, %(in_words_2)s. "
            "Both are kept as written and neither is set."
        ) % {"when": in_words(target), "in_words_2": in_words(start)}
        findings.append(Finding("question", "target_on", message))
        return None, None

    def date(self, name: str, texts: Texts, findings: list[Finding]) -> date | None:
        """The day that a column names beyond doubt."""
        if name not in self.calendars:
            return None
        dated = read_date(one_line(texts[name]), self.calendars[name])
        if dated.message:
            findings.append(Finding(dated.verdict, name, dated.message))
        return dated.value


def lacking(*, owned: bool, aligned: bool) -> str:
    """What keeps an initiative from leaving proposed, in words."""
    missing = [] if owned else [gettext("an accountable owner")]
    return listed(missing + ([] if aligned else [gettext("a guiding principle")]))
