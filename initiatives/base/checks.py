"""Whether what people wrote can be kept: the checks that every record shares."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from initiatives.base import phi
from initiatives.base.errors import Invalid

LONGEST_TEXT = 10_000


def check_fields(record: models.Model) -> None:
    """Raises Invalid, field by field, for a wrong type, an unknown choice, too long a text, or one
    that looks as if it held protected health information.
    """
    relations = {field.name for field in record._meta.fields if field.is_relation}
    errors: dict[str, str] = {}
    try:
        record.clean_fields(exclude=relations)
    except ValidationError as error:
        errors = {name: messages[0] for name, messages in error.message_dict.items()}
    for field in record._meta.fields:
        message = complaint(getattr(record, field.attname))
        if message:
            errors.setdefault(field.name, message)
    if errors:
        raise Invalid(errors)


def complaint(value: object) -> str:
    """What is wrong with a text whatever it is for; nothing for other values."""
    if not isinstance(value, str):
        return ""
    if "\x00" in value:
        return _("This text has a character that cannot be kept; type it anew.")
    if len(value) > LONGEST_TEXT:
        return _("Keep this within %(longest_text)s characters.") % {
            "longest_text": f"{LONGEST_TEXT:,}"
        }
    return phi.complaint(value)
