"""What the community said in the demonstration, and what it was answered."""

from functools import partial
from typing import Any

from initiatives.community.models import Feedback, Theme
from initiatives.community.services import (
    Voice,
    Words,
    add_theme,
    approve_answer,
    draft_answer,
    link_feedback,
    pick_up_feedback,
    publish_answer,
    receive_feedback,
    redact_feedback,
    theme_feedback,
    word_answer,
)
from initiatives.demo.chapter import Chapter
from initiatives.portfolio.models import Initiative

THEMED_SINCE = 115  # days ago
SAID = ("said", "better", "language", "kind", "experience")


class Voices(Chapter):
    """Puts voices and answers on the days of the story."""

    def tell(self, data: dict[str, Any]) -> None:
        """Put each thing on its day."""
        for name, meaning in data["themes"]:
            self.timeline.on(
                THEMED_SINCE, partial(add_theme, actor=self.lead, name=name, meaning=meaning)
            )
        for number, row in enumerate(data["voices"]):
            self.voice(f"demonstration {number}", row)

    def voice(self, key: str, row: dict[str, Any]) -> None:
        """One voice, as far as it got."""
        self.timeline.on(row["came"], partial(self.say, key, row))
        if "themed" in row:
            self.timeline.on(row["came"] - 1, pick_up_feedback)
            self.timeline.on(row["themed"], partial(self.triage, row))
        if "answer" in row:
            self.timeline.on(row["answer"]["drafted"], partial(self.answer, row))

    def say(self, key: str, row: dict[str, Any]) -> None:
        """Send it by the public form."""
        said = {name: row[name] for name in SAID if name in row}
        place = self.entities[row["entity"]] if "entity" in row else None
        receive_feedback(
            voice=Voice(entity=place, may_quote=False, **said),
            key=key,
            set_aside=row.get("set_aside", False),
        )

    def triage(self, row: dict[str, Any]) -> None:
        """Its themes, its reviewed words, what it speaks of."""
        about: dict[str, Any] = {"actor": self.lead, "feedback": self.said(row)}
        theme_feedback(themes=list(Theme.objects.filter(name__in=row["themes"])), **about)
        if "redacted" in row:
            redact_feedback(redacted=row["redacted"], **about)
        link_feedback(
            principles=[self.principles[number] for number in row.get("principles", ())],
            initiatives=list(Initiative.objects.filter(title__startswith=row["initiative"]))
            if "initiative" in row
            else [],
            **about,
        )

    def said(self, row: dict[str, Any]) -> Feedback:
        """The voice as it is by now."""
        return Feedback.objects.select_related("entity").get(said=row["said"])

    def answer(self, row: dict[str, Any]) -> None:
        """Write the answer; what is published is approved by the executive on the same day."""
        told, found = row["answer"], self.said(row)
        first, *others = [Words(language, *said) for language, said in told["words"].items()]
        made = draft_answer(
            actor=self.lead,
            feedback=[found],
            entity=found.entity,
            decision=told["decision"],
            principle=self.principles.get(told.get("principle", 0)),
            words=first,
        )
        for words in others:
            word_answer(actor=self.lead, answer=made, words=words)
        if "published" in told:
            approve_answer(actor=self.people["executive"], answer=made)
            self.timeline.on(
                told["published"], partial(publish_answer, actor=self.lead, answer=made)
            )
