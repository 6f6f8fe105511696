"""The words of community feedback: what was said, how it came, where it stands, what came of it."""

from django.db.models import TextChoices

from initiatives.base.lazy import gettext_lazy as _


class Kind(TextChoices):
    PRAISE = "praise", _("Praise")
    SUGGESTION = "suggestion", _("Suggestion")
    CONCERN = "concern", _("Concern")
    UNFAIR = "unfair", _("Unfair treatment or bias")
    ACCESS = "access", _("Language or access need")


class Experience(TextChoices):
    """Five points and a way out, as the NHS Friends and Family Test asks."""

    VERY_GOOD = "5", _("Very good")
    GOOD = "4", _("Good")
    NEITHER = "3", _("Neither good nor poor")
    POOR = "2", _("Poor")
    VERY_POOR = "1", _("Very poor")
    UNKNOWN = "unknown", _("Does not know")


class Channel(TextChoices):
    WEB = "web", _("Web form")
    PHONE = "phone", _("Phone")
    PAPER = "paper", _("Paper")
    IN_PERSON = "in_person", _("In person")


class FeedbackState(TextChoices):
    RECEIVED = "received", _("Received")
    THEMED = "themed", _("Themed")
    DECIDED = "decided", _("Decided")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")


WAITING = (FeedbackState.RECEIVED, FeedbackState.THEMED, FeedbackState.DECIDED)  # for an answer


class Decision(TextChoices):
    DONE = "done", _("Done")
    IN_PROGRESS = "in_progress", _("In progress")
    WILL_NOT = "will_not", _("Will not do")
    CANNOT = "cannot", _("Cannot do")
    PASSED_ON = "passed_on", _("Passed on")


NOT_DOING = (Decision.WILL_NOT, Decision.CANNOT)


class AnswerState(TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")


class Race(TextChoices):
    """The seven minimum categories of OMB SPD 15 (2024)."""

    AIAN = "aian", _("American Indian or Alaska Native")
    ASIAN = "asian", _("Asian")
    BLACK = "black", _("Black or African American")
    HISPANIC = "hispanic", _("Hispanic or Latino")
    MENA = "mena", _("Middle Eastern or North African")
    NHPI = "nhpi", _("Native Hawaiian or Pacific Islander")
    WHITE = "white", _("White")
    DECLINED = "declined", _("Prefers not to say")


class Disability(TextChoices):
    """The six questions of the American Community Survey."""

    HEARING = "hearing", _("Hearing")
    SEEING = "seeing", _("Seeing")
    THINKING = "thinking", _("Concentrating, remembering or deciding")
    WALKING = "walking", _("Walking or climbing stairs")
    SELF_CARE = "self_care", _("Dressing or bathing")
    ERRANDS = "errands", _("Doing errands alone")
    NONE = "none", _("None of these")
    DECLINED = "declined", _("Prefers not to say")


class Age(TextChoices):
    CHILD = "0-17", "0\N{EN DASH}17"
    YOUNG = "18-44", "18\N{EN DASH}44"
    MIDDLE = "45-64", "45\N{EN DASH}64"
    OLDER = "65-74", "65\N{EN DASH}74"
    OLD = "75-84", "75\N{EN DASH}84"
    OLDEST = "85+", "85+"
    DECLINED = "declined", _("Prefers not to say")


class Language(TextChoices):
    """The languages of the public pages, in their own script."""

    EN = "en", "English"
    ES = "es", "Español"
    VI = "vi", "Tiếng Việt"
    SO = "so", "Soomaali"
    ZH = "zh-Hans", "简体中文"
    RU = "ru", "Русский"
    UK = "uk", "Українська"
    KO = "ko", "한국어"
    AM = "am", "አማርኛ"
    AR = "ar", "العربية"


THEME_WITHIN = 10  # working days
ANSWER_WITHIN = 60  # days
