"""Standing for the public pages in a language."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.base.checks import check_fields
from initiatives.base.errors import Invalid
from initiatives.base.records import required
from initiatives.community import rules
from initiatives.community.choices import Language
from initiatives.community.models import LanguageReview
from initiatives.community.texts import digest_of
from initiatives.history.services import record
from initiatives.people.models import User


@transaction.atomic
def confirm_language(*, actor: User, language: str, reader: str) -> LanguageReview:
    """Say who read the texts as they are now; a change of them has to be confirmed anew."""
    rules.may_confirm_languages(actor).require()
    required(reader=reader)
    if language not in Language.values:
        raise Invalid({"language": _("There is no such language.")})
    review = LanguageReview(
        language=language, digest=digest_of(language), confirmed_by=actor, reader=reader.strip()
    )
    check_fields(review)
    if LanguageReview.objects.filter(language=language, digest=review.digest).exists():
        raise Invalid({"language": _("These texts were confirmed already.")})
    review.save()
    after = {"reader": review.reader, "texts": review.digest[:12]}
    record(actor=actor, verb="confirmed", subject=review, after=after)
    return review
