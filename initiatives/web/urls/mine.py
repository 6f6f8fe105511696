"""The addresses of what carries a person's own name."""

from django.urls import path

from initiatives.web.views import mine

urlpatterns = [
    path("mine/", mine.my_accountability, name="my_accountability"),
    path("mine/reminders/", mine.my_reminders, name="my_reminders"),
]
