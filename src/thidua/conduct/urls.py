"""Which address shows which screen."""

from django.urls import path

from thidua.conduct.views import behind, calendar, route, targets

CAMPAIGN = "campaigns/<slug:campaign>/"

app_name = "conduct"
urlpatterns = [
    path(f"{CAMPAIGN}targets/", targets.targets_page, name="targets"),
    path(f"{CAMPAIGN}calendar/", calendar.calendar, name="calendar"),
    path(f"{CAMPAIGN}calendar.ics", calendar.ics, name="feed"),
    path(f"{CAMPAIGN}calendar/days/", route.day, name="set-day"),
    path(f"{CAMPAIGN}route/", route.route, name="route"),
    path(f"{CAMPAIGN}route/change/", route.change, name="set-route"),
    path(f"{CAMPAIGN}route/<nr:nr>/", route.period, name="period"),  # `programme` declares `nr`
    path(f"{CAMPAIGN}behind/", behind.behind_page, name="behind"),
]
