"""The parts of the product that an administrator can switch off, and what is so meanwhile."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Feature(TextChoices):
    PUBLIC_FORM = "public_form", _("Public form of the community")
    WORKFORCE = "workforce", _("Workforce beside the communities")
    CHAT = "chat", _("Reminders by chat")
    MONTHLY_MAIL = "monthly_mail", _("Monthly mail")
    EXPORTS = "exports", _("Files of lists and board packs")
    WEBHOOKS = "webhooks", _("Webhooks")


WHILE_OFF: dict[str, str] = {
    Feature.PUBLIC_FORM: _(
        "Nobody can tell something on the public page. Whoever told something before still finds "
        "their answer by its code, and staff read, enter and answer what the community says."
    ),
    Feature.WORKFORCE: _(
        "Its pages and figures are closed, also on the page of a principle. What was entered is "
        "kept."
    ),
    Feature.CHAT: _(
        "Nothing goes to a chat; whoever is reminded there gets mail instead. Addresses are kept, "
        "and what was owed to a chat goes once this is on again."
    ),
    Feature.MONTHLY_MAIL: _(
        "Nobody gets it. What each person chose is kept, and the mail of this month goes once this "
        "is on again."
    ),
    Feature.EXPORTS: _(
        "Nobody can ask for a file or fetch one. What was asked for waits, and is made once this "
        "is on again."
    ),
    Feature.WEBHOOKS: _(
        "Nothing is sent. What happens meanwhile is owed, and is sent once this is on again."
    ),
}
