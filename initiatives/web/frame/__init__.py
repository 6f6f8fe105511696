"""What all pages share: who asks, what a rule's no looks like, lists, and forms that act."""

from initiatives.web.frame.actions import ActionPage
from initiatives.web.frame.lists import ListPage
from initiatives.web.frame.page import Page, page, viewer_of

__all__ = ["ActionPage", "ListPage", "Page", "page", "viewer_of"]
