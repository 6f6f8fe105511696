"""A pack as a file of one kind: everything that a page, a command or a worker needs to offer it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from initiatives.base.errors import Invalid
from initiatives.base.lazy import gettext_lazy as _
from initiatives.status.pack.parts import Pack

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its format, the paper of a document, its media type."""

    key: str
    label: str
    format: str
    media_type: str
    paper: str = ""

    def file_name(self, pack: Pack) -> str:
        """What the file is called; ASCII without spaces."""
        return f"{pack.file_name}.{self.format}"


KINDS = {
    one.key: one
    for one in (
        Kind("pdf-a4", _("PDF on A4 paper"), "pdf", PDF, "a4"),
        Kind("pdf-letter", _("PDF on US Letter paper"), "pdf", PDF, "letter"),
        Kind("pptx", _("PowerPoint slides to edit"), "pptx", PPTX),
    )
}
FORMATS, PAPERS = ("pdf", "pptx"), ("a4", "letter")


def kind_of(form: str, paper: str) -> Kind:
    """The kind of a format and a paper; slides have none. Raises Invalid for what there is not."""
    if form not in FORMATS:
        raise Invalid({"format": gettext("A pack is made as pdf or pptx.")})
    if form == "pptx":
        return KINDS["pptx"]
    if paper not in PAPERS:
        raise Invalid({"paper": gettext("The paper is a4 or letter.")})
    return KINDS[f"pdf-{paper}"]


def make(pack: Pack, kind: str) -> bytes:
    """The file of one of `KINDS`. It asks the database nothing, so it can wait and run anywhere."""
    chosen = KINDS[kind]
    if chosen.format == "pptx":  # either library is loaded only by who needs it
        from initiatives.status.pack.slides import pptx

        return pptx(pack)
    from initiatives.status.pack.pdf import pdf

    return pdf(pack, chosen.paper)
