"""The words of community feedback: what was said, how it came, where it stands, what came of it."""

from django.db.models import TextChoices


class Kind(TextChoices):
    PRAISE = "praise", "Praise"
    SUGGESTION = "suggestion", "Suggestion"
    CONCERN = "concern", "Concern"
    UNFAIR = "unfair", "Unfair treatment or bias"
    ACCESS = "access", "Language or access need"


class Experience(TextChoices):
    """Five points and a way out, as the NHS Friends and Family Test asks."""

    VERY_GOOD = "5", "Very good"
    GOOD = "4", "Good"
    NEITHER = "3", "Neither good nor poor"
    POOR = "2", "Poor"
    VERY_POOR = "1", "Very poor"
    UNKNOWN = "unknown", "Does not know"


class Channel(TextChoices):
    WEB = "web", "Web form"
    PHONE = "phone", "Phone"
    PAPER = "paper", "Paper"
    IN_PERSON = "in_person", "In person"


class FeedbackState(TextChoices):
    RECEIVED = "received", "Received"
    THEMED = "themed", "Themed"
    DECIDED = "decided", "Decided"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed without an answer"


WAITING = (FeedbackState.RECEIVED, FeedbackState.THEMED, FeedbackState.DECIDED)  # for an answer


class Decision(TextChoices):
    DONE = "done", "Done"
    IN_PROGRESS = "in_progress", "In progress"
    WILL_NOT = "will_not", "Will not do"
    CANNOT = "cannot", "Cannot do"
    PASSED_ON = "passed_on", "Passed on"


NOT_DOING = (Decision.WILL_NOT, Decision.CANNOT)


class AnswerState(TextChoices):
    DRAFT = "draft", "Draft"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"


class Race(TextChoices):
    """The seven minimum categories of OMB SPD 15 (2024)."""

    AIAN = "aian", "American Indian or Alaska Native"
    ASIAN = "asian", "Asian"
    BLACK = "black", "Black or African American"
    HISPANIC = "hispanic", "Hispanic or Latino"
    MENA = "mena", "Middle Eastern or North African"
    NHPI = "nhpi", "Native Hawaiian or Pacific Islander"
    WHITE = "white", "White"
    DECLINED = "declined", "Prefers not to say"


class Disability(TextChoices):
    """The six questions of the American Community Survey."""

    HEARING = "hearing", "Hearing"
    SEEING = "seeing", "Seeing"
    THINKING = "thinking", "Concentrating, remembering or deciding"
    WALKING = "walking", "Walking or climbing stairs"
    SELF_CARE = "self_care", "Dressing or bathing"
    ERRANDS = "errands", "Doing errands alone"
    NONE = "none", "None of these"
    DECLINED = "declined", "Prefers not to say"


class Age(TextChoices):
    CHILD = "0-17", "0\N{EN DASH}17"
    YOUNG = "18-44", "18\N{EN DASH}44"
    MIDDLE = "45-64", "45\N{EN DASH}64"
    OLDER = "65-74", "65\N{EN DASH}74"
    OLD = "75-84", "75\N{EN DASH}84"
    OLDEST = "85+", "85+"
    DECLINED = "declined", "Prefers not to say"


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
