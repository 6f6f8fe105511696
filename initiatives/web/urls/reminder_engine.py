"""The addresses of what administrators see of the reminder engine."""

from django.urls import path

from initiatives.web.views import engine, engine_messages, engine_preview

urlpatterns = [
    path("administration/reminders/", engine.reminders, name="reminder_engine"),
    path("administration/reminders/stop/", engine.Stop.as_view(), name="engine_stop"),
    path("administration/reminders/start/", engine.Start.as_view(), name="engine_start"),
    path("administration/reminders/release/", engine.Release.as_view(), name="engine_release"),
    path("administration/reminders/preview/", engine_preview.preview, name="engine_preview"),
    path(
        "administration/reminders/messages/",
        engine_messages.Messages.as_view(),
        name="message_list",
    ),
    path(
        "administration/reminders/messages/<int:pk>/",
        engine_messages.message,
        name="message",
    ),
    path(
        "administration/reminders/messages/<int:pk>/repeat/",
        engine_messages.Repeat.as_view(),
        name="message_repeat",
    ),
]
