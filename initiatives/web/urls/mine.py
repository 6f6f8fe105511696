"""The addresses of what carries a person's own name, and of their calendar."""

from django.urls import path

from initiatives.web.views import calendars, covers, mine, monthly, my_reminders, reminding

urlpatterns = [
    path("mine/", mine.my_accountability, name="my_accountability"),
    path("mine/reminders/", my_reminders.MyReminders.as_view(), name="my_reminders"),
    path("mine/messages/<int:pk>/", my_reminders.my_message, name="my_message"),
    path("mine/reminding/", reminding.Reminding.as_view(), name="reminding"),
    path("mine/reminding/chat/", reminding.ConnectChat.as_view(), name="chat_connect"),
    path("mine/reminding/chat/off/", reminding.DisconnectChat.as_view(), name="chat_disconnect"),
    path("mine/reminding/calendar/", reminding.OpenCalendar.as_view(), name="calendar_open"),
    path("mine/reminding/calendar/off/", reminding.CloseCalendar.as_view(), name="calendar_close"),
    path("mine/monthly/", monthly.Monthly.as_view(), name="monthly_mail"),
    path("mine/cover/", covers.my_covers, name="my_covers"),
    path("mine/cover/ask/", covers.Ask.as_view(), name="cover_ask"),
    path("mine/cover/<int:pk>/agree/", covers.Agree.as_view(), name="cover_agree"),
    path("mine/cover/<int:pk>/decline/", covers.Decline.as_view(), name="cover_decline"),
    path("mine/cover/<int:pk>/end/", covers.End.as_view(), name="cover_end"),
    path("calendar/<str:secret>.ics", calendars.calendar, name="calendar"),
]
