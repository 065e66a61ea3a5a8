"""Where residents file, and their home."""

from django.urls import path

from thidua.filing.views import dossiers, home, papers, writing

app_name = "filing"
urlpatterns = [
    path("home/", home.home, name="home"),
    path("home/manifest.webmanifest", home.manifest, name="manifest"),
    path("home/papers/", papers.holdings, name="papers"),
    path("home/papers/<int:held>/", papers.download, name="download"),
    path("home/papers/<int:held>/end/", papers.end, name="end"),
    path("procedures/<str:code>/file/", writing.begin, name="begin"),
    path("home/drafts/<uuid:draft>/where/", writing.where, name="where"),
    path("home/drafts/<uuid:draft>/who/", writing.who, name="who"),
    path("home/drafts/<uuid:draft>/papers/", writing.draft_papers, name="draft-papers"),
    path("home/drafts/<uuid:draft>/review/", writing.review, name="review"),
    path("home/drafts/<uuid:draft>/drop/", writing.drop, name="drop"),
    path("home/dossiers/<uuid:dossier>/", dossiers.dossier, name="dossier"),
    path("home/dossiers/<uuid:dossier>/filed/", dossiers.filed, name="filed"),
    path("home/dossiers/<uuid:dossier>/filed.pdf", dossiers.acknowledged, name="acknowledged"),
    path("home/dossiers/<uuid:dossier>/supplement/", dossiers.supplement, name="supplement"),
    path("home/dossiers/<uuid:dossier>/withdraw/", dossiers.withdraw, name="withdraw"),
]
