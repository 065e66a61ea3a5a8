"""Which address shows which screen: public pages, and the desk of a unit."""

from django.urls import path, register_converter

from thidua.programme.views import frame, public


class Number:
    """A number that was given out, in an address."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Read it."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write it."""
        return str(value)


register_converter(Number, "nr")

DESK = "units/<str:unit>/programme/"
COMMITTEE = f"{DESK}committees/<nr:nr>/"
GOALS = f"{DESK}programmes/<slug:programme>/"

app_name = "programme"
urlpatterns = [
    path("programme/", public.index, name="index"),
    path("programme/pillars/", public.pillars, name="pillars"),
    path("programme/<slug:programme>/", public.programme, name="programme"),
    path(f"{DESK}committees/new/", frame.new_committee, name="new-committee"),
    path(COMMITTEE, frame.committee, name="committee"),
    path(f"{COMMITTEE}end/", frame.end_committee, name="end-committee"),
    path(f"{COMMITTEE}members/new/", frame.add_member, name="add-member"),
    path(f"{COMMITTEE}members/<nr:member>/end/", frame.end_member, name="end-member"),
    path(f"{DESK}programmes/new/", frame.new_programme, name="new-programme"),
    path(GOALS, frame.goals, name="goals"),
    path(f"{GOALS}new/", frame.new_goal, name="new-goal"),
    path(f"{GOALS}<nr:goal>/asked/", frame.asked, name="asked"),
    path(f"{GOALS}<nr:goal>/reached/", frame.reached, name="reached"),
]
