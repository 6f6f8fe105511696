"""What looks like protected health information, which the tracker must not hold.

A small and careful detector: it asks for a label and a value together ("MRN 1234567"), or for a
form that little else has, so that people can write about dates of birth without being stopped. It
spares people accidents; it proves nothing about what it lets through. The kinds are taken from the
identifiers of the HIPAA safe harbor method, 45 CFR 164.514(b)(2).
"""

import re
import unicodedata

from django.utils.translation import gettext

from initiatives.base.lazy import gettext_lazy as _

DIGITS = r"[a-z]{0,3}-?\d(?:[- ]?\d){4,11}\b"
JOINT = r"[\s:#=.-]{0,5}(?:is|was)?[\s:#=.-]{0,5}"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY = (
    r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    rf"|\d{{1,2}}[-. ]?{MONTH}[-, ]{{0,2}}\d{{2,4}}|{MONTH}[- ]\d{{1,2}}[, ]{{1,2}}\d{{4}})"
)
SOCIAL = r"(?:ssn|social security (?:number|no))"
TELEPHONE = r"(?:phone|telephone|tel|cell|mobile)(?: (?:number|no))?"
PHONE = r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]?\d{4}\b"
RECORD = (
    r"(?:mrns?|medical record(?: (?:number|num|no))?|chart (?:number|no)"
    r"|(?:patient|pt)\.? (?:id|identifier|number|no)|hospital number)"
)
OWN = r"\b(?:patient|pt)\.?(?:'?s)? (?:(?:home|cell|mobile|work) )?"

SECURITY = _("a social security number")
# What it is, and how it looks.
KINDS = (
    (SECURITY, r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d-])"),
    (SECURITY, rf"\b{SOCIAL}{JOINT}\d{{3}}[- ]?\d\d[- ]?\d{{4}}\b"),
    (_("a medical record number"), rf"\b{RECORD}{JOINT}{DIGITS}"),
    (_("a date of birth"), rf"\b(?:dob|d\.o\.b|date of birth|birth ?date){JOINT}{DAY}"),
    (_("a patient's phone number"), rf"{OWN}{TELEPHONE}{JOINT}{PHONE}"),
    (_("a patient's e-mail address"), rf"{OWN}e-?mail(?: address)?{JOINT}[\w.+-]{{1,64}}@[\w-]"),
)  # fmt: skip
FORMS = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in KINDS)
# What each of the forms above and below has somewhere; most texts have none of it.
HINT = re.compile(r"mrn|record|chart|patient|pt|hospital|dob|d\.o\.b|birth|ssn|social|\d-\d\d-\d")
NAME = re.compile(r"\b[Pp]atient(?:'s)? [Nn]ame ?[:=] ?[A-Z][a-z'-]+")
# Medicare beneficiary identifier, by position; CMS leaves out the letters S, L, O, I, B and Z.
MEDICARE = re.compile(
    r"\b[1-9]{A}{E}\d-?{A}{E}\d-?{A}{A}\d\d\b".replace("{A}", "[AC-HJKMNP-RT-Y]").replace(
        "{E}", "[AC-HJKMNP-RT-Y0-9]"
    )
)
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-") | {0x2019: "'"}


LOOKS = _("looks as if it held")


def found(text: str) -> str:
    """What the text looks as if it held, in words; nothing when it looks harmless."""
    plain = plainly(text)
    if MEDICARE.search(plain):
        return gettext("a Medicare number")
    if not HINT.search(plain.lower()):
        return ""
    if NAME.search(plain):
        return gettext("a patient's name")
    return next((str(kind) for kind, form in FORMS if form.search(plain)), "")


def is_complaint(message: str) -> bool:
    """True for a message that says that something looks like health information."""
    return str(LOOKS) in message


def complaint(text: str) -> str:
    """What to tell whoever wrote it, without repeating it; nothing when it looks harmless."""
    kind = found(text)
    if not kind:
        return ""
    return gettext(
        "This %(looks)s %(kind)s. Take it out: the tracker holds no protected health "
        "information, only counts."
    ) % {"looks": LOOKS, "kind": kind}


def plainly(text: str) -> str:
    """The text with plain digits, dashes and single blanks, so that disguise does not help."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(DASHES)
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return " ".join(text.split())
