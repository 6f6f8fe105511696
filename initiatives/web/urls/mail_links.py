"""The addresses that mails lead to without signing in."""

from django.urls import path

from initiatives.web.views import mail_links

urlpatterns = [
    path("acknowledge/<str:token>/", mail_links.acknowledge, name="acknowledge_link"),
    path("unsubscribe/<str:token>/", mail_links.unsubscribe, name="unsubscribe_link"),
]
