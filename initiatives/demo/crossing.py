"""The crosswalk of the demonstration: loaded, some links reviewed, two elements attested."""

from functools import partial
from pathlib import Path
from typing import Any

from initiatives.demo.chapter import Chapter
from initiatives.framework.loading import read_crosswalk
from initiatives.framework.models import CrosswalkLink, Requirement
from initiatives.framework.services import attest, load_crosswalk, review_link

INVENTED = "Invented for the demonstration."


class Crossing(Chapter):
    """Puts what happens to the crosswalk on its days."""

    def tell(self, file: Path, data: dict[str, Any]) -> None:
        """Load it, then review and attest what the story says."""
        content = read_crosswalk(file.read_bytes())
        self.timeline.on(data["loaded"], partial(load_crosswalk, content=content, actor=self.lead))
        for row in data["reviews"]:
            self.timeline.on(row["days"], partial(self.review, row))
        for row in data["attestations"]:
            self.timeline.on(row["days"], partial(self.attest, row))

    def asked(self, row: dict[str, Any]) -> Requirement:
        """The requirement that a row names."""
        return Requirement.objects.get(framework__key=row["framework"], code=row["code"])

    def review(self, row: dict[str, Any]) -> None:
        """The lead confirms a link."""
        principle = self.principles[row["principle"]]
        link = CrosswalkLink.objects.get(requirement=self.asked(row), principle=principle)
        note = row.get("note", link.note)
        review_link(actor=self.lead, link=link, strength=row["strength"], note=note)

    def attest(self, row: dict[str, Any]) -> None:
        """The lead says what the system attests; the text says that it is invented."""
        text = f"{row['text'].strip()}\n\n{INVENTED}"
        attest(actor=self.lead, requirement=self.asked(row), text=text)
