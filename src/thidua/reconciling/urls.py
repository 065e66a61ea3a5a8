"""Which address shows which page of the mirror."""

from django.urls import path

from thidua.reconciling.views import comparing, pushing, taking

app_name = "reconciling"
urlpatterns = [
    path("units/<str:unit>/mirror/", taking.desk, name="desk"),
    path("units/<str:unit>/mirror/push/", pushing.push, name="push"),
    path("units/<str:unit>/mirror/lists/<str:kept>/", taking.look, name="look"),
    path("units/<str:unit>/mirror/differences/", comparing.differing, name="differing"),
    path("units/<str:unit>/mirror/questions.xlsx", comparing.questions, name="questions"),
    path("units/<str:unit>/mirror/dossiers/", comparing.counted, name="counted"),
    path("units/<str:unit>/mirror/dossiers/<str:code>/", comparing.dossier, name="dossier"),
]
