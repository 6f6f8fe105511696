"""One row as a proposal: each field read, each doubt told, the gravest of them the verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.base import phi
from initiatives.base.sheets.cells import one_line
from initiatives.portfolio.register.fields import Reader, lacking
from initiatives.portfolio.register.names import key_of
from initiatives.portfolio.register.rows import Laid
from initiatives.portfolio.register.shapes import (
    LONGEST_CELL,
    Column,
    Finding,
    Proposal,
    Reason,
    Verdict,
)
from initiatives.portfolio.register.values import read_principles, read_stage

LONGEST = {"title": 200, "started_on": 80, "target_on": 80}
GRAVITY: tuple[Verdict, ...] = ("accepted", "question", "refused")
Cells = Sequence[tuple[int, Column, str]]
WITHHELD = "(withheld)"


@dataclass(frozen=True)
class Judge:
    """What it takes to judge the rows of one register."""

    columns: Sequence[Column]
    reader: Reader
    in_force: frozenset[int]

    def judge(self, row: Laid) -> Proposal:
        """The row's proposal; one with health information keeps none of its texts."""
        filled = self.filled(row)
        held = self.health_information(filled)
        if held:
            raw = {header: WITHHELD if text else "" for header, text in self.raw(row).items()}
            return Proposal(row.number, "refused", reasons_of(held), raw=raw)
        texts = self.texts(row)
        if not row.whole:
            title = one_line(texts["title"])
            return Proposal(
                row.number, "refused", reasons_of(row.findings), title, raw=self.raw(row)
            )
        return self.proposal(row, filled, texts)

    def filled(self, row: Laid) -> Cells:
        """The cells that hold anything, each with its position and column."""
        return [
            (at, column, text)
            for at, (column, text) in enumerate(zip(self.columns, row.cells, strict=True))
            if text or at in row.faults
        ]

    def texts(self, row: Laid) -> dict[str, str]:
        """The cells by the field that their column is read as."""
        pairs = zip(self.columns, row.cells, strict=True)
        return {column.field: text for column, text in pairs if column.field}

    def raw(self, row: Laid) -> dict[str, str]:
        """The cells by header."""
        return {column.header: text for column, text in zip(self.columns, row.cells, strict=True)}

    def health_information(self, cells: Cells) -> list[Finding]:
        """What looks like protected health information, read with its header, never repeated."""
        findings = []
        for _at, column, text in cells:
            kind = phi.found(f"{column.header}: {text[: 2 * LONGEST_CELL]}")
            if kind:
                message = _(
                    "The cell under %(header)s %(looks)s %(kind)s. Take it out: the "
                    "tracker holds no protected health information, only counts."
                ) % {"header": column.header, "looks": phi.LOOKS, "kind": kind}
                findings.append(Finding("refused", column.field or "notes", message))
        return findings

    def unfit(self, row: Laid, cells: Cells) -> Iterator[Finding]:
        """What no cell may be, whatever its column: damaged, or too long to keep."""
        for at, column, text in cells:
            name = column.field or "notes"
            if at in row.faults:
                yield Finding("refused", name, f"{column.header}: {row.faults[at]}")
            longest = LONGEST.get(name, LONGEST_CELL)
            if len(text) > longest:
                message = _("The text under %(header)s is longer than %(longest)s characters.") % {
                    "header": column.header,
                    "longest": f"{longest:,}",
                }
                yield Finding("refused", name, _("%(message)s Shorten it.") % {"message": message})

    def proposal(self, row: Laid, filled: Cells, texts: Mapping[str, str]) -> Proposal:
        """Every field read; `findings` grows by what is to say about each."""
        findings = [*row.findings, *self.unfit(row, filled)]
        line = {name: one_line(text) for name, text in texts.items()}
        title, place = line["title"], line.get("entity", "")
        if not title:
            findings.append(Finding("refused", "title", _("No title. Give the initiative a name.")))
        entity_id = self.reader.entity(place, findings)
        sponsor_id = self.reader.sponsor(line.get("sponsor", ""), findings)
        owner_id = self.reader.owner(line.get("owner", ""), findings)
        started_on, target_on = self.reader.dates(texts, findings)
        principles, said = read_principles(texts.get("principles", ""), self.in_force)
        aligned = bool(principles) or gravest(said) == "refused"
        unready = lacking(owned=owner_id is not None, aligned=aligned)
        stage, also = read_stage(line.get("stage", ""), unready)
        findings += (*said, *also)
        placed = {"sponsor": sponsor_id, "owner": owner_id, "stage": None if also else stage}
        notes = self.notes(filled, placed, findings)
        return Proposal(
            row=row.number,
            verdict=gravest(findings),
            reasons=reasons_of(findings),
            title=title,
            entity_id=entity_id,
            entity_text=place,
            sponsor_id=sponsor_id,
            sponsor_text=line.get("sponsor", ""),
            owner_id=owner_id,
            owner_text=line.get("owner", ""),
            started_on=started_on,
            started_text=line.get("started_on", ""),
            target_on=target_on,
            target_text=line.get("target_on", ""),
            stage=stage,
            status_text=line.get("stage", ""),
            principles=principles,
            aim_summary=texts.get("aim_summary", ""),
            notes=notes,
            key=key_of(title, place),
            raw=self.raw(row),
        )

    def notes(self, cells: Cells, placed: Mapping[str, object], findings: list[Finding]) -> str:
        """The notes, then what the row says that has no place of its own."""
        own = [text for _, column, text in cells if column.field == "notes"]
        homeless = [
            f"{column.header}: {text}"
            for _, column, text in cells
            if column.field is None or placed.get(column.field, "") is None
        ]
        notes = "\n".join(own + homeless)
        if len(notes) > LONGEST_CELL and homeless:
            message = _(
                "The notes, with all that is kept in them, pass %(longest_cell)s characters."
            ) % {"longest_cell": f"{LONGEST_CELL:,}"}
            findings.append(
                Finding(
                    "refused",
                    "notes",
                    _("%(message)s Shorten them.") % {"message": message},
                )
            )
        return notes


def gravest(findings: Iterable[Finding]) -> Verdict:
    """The verdict on a row: that of its gravest finding."""
    return max((finding.verdict for finding in findings), key=GRAVITY.index, default="accepted")


def reasons_of(findings: Iterable[Finding]) -> tuple[Reason, ...]:
    """The findings as reasons, the gravest first."""
    ordered = sorted(findings, key=lambda finding: -GRAVITY.index(finding.verdict))
    return tuple(Reason(finding.field, finding.message) for finding in ordered)
