"""Reading how the viewer wants to be told."""

from initiatives.accountability.models import CalendarFeed, ChatAddress, Preference
from initiatives.people.models import User


def preference(viewer: User) -> Preference:
    """The viewer's own settings; the defaults, unsaved, for one who never chose any."""
    return Preference.objects.filter(person=viewer).first() or Preference(person=viewer)


def chat_address(viewer: User) -> ChatAddress | None:
    """The viewer's chat without its address, which is a secret; nothing where there is none."""
    return ChatAddress.objects.filter(person=viewer).defer("address").first()


def calendar_of(viewer: User) -> CalendarFeed | None:
    """The viewer's calendar feed, if one is open."""
    return CalendarFeed.objects.filter(person=viewer).first()
