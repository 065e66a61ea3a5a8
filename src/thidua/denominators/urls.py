"""Which address shows which screen."""

from django.urls import path, register_converter

from thidua.denominators.views import desk, public


class CandidateNumber:
    """The number of a candidate: one that a database can hold."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Read the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number."""
        return str(value)


register_converter(CandidateNumber, "candidate")

DESK = "units/<str:unit>/denominators/"
MEASURE = f"{DESK}of/<str:measure>/"

app_name = "denominators"
urlpatterns = [
    path(DESK, desk.denominators, name="desk"),
    path(f"{DESK}register/", desk.register, name="register"),
    path(MEASURE, desk.measure, name="measure"),
    path(f"{MEASURE}history/", desk.history, name="history"),
    path(f"{MEASURE}change/", desk.change, name="change"),
    path(f"{DESK}candidates/<candidate:candidate>/adopt/", desk.adopt, name="adopt"),
    path("denominators/", public.denominators, name="public"),
    path("denominators/candidates/<candidate:candidate>.csv", public.lines, name="lines"),
    path("denominators/<str:measure>/", public.measure, name="public-measure"),
]
