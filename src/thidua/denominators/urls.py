"""Which address shows which screen."""

from django.urls import path, re_path

from thidua.denominators.views import desk, public

DESK = "units/<str:unit>/denominators/"
MEASURE = f"{DESK}of/<str:measure>/"
CANDIDATE = r"candidates/(?P<candidate>[1-9][0-9]{0,17})"  # one that a database can hold

app_name = "denominators"
urlpatterns = [
    path(DESK, desk.denominators, name="desk"),
    path(f"{DESK}register/", desk.register, name="register"),
    path(MEASURE, desk.measure, name="measure"),
    path(f"{MEASURE}history/", desk.history, name="history"),
    path(f"{MEASURE}change/", desk.change, name="change"),
    re_path(rf"^units/(?P<unit>[^/]+)/denominators/{CANDIDATE}/adopt/$", desk.adopt, name="adopt"),
    path("denominators/", public.denominators, name="public"),
    re_path(rf"^denominators/{CANDIDATE}\.csv$", public.lines, name="lines"),
    path("denominators/<str:measure>/", public.measure, name="public-measure"),
]
