"""Which address shows which screen of the one-stop shop."""

from django.urls import path

from thidua.counter.views import dossier, inbox, intake, printing, way

app_name = "counter"
HERE = "units/<str:unit>/dossiers/"
ONE = f"{HERE}<uuid:dossier>/"
urlpatterns = [
    path(HERE, inbox.inbox, name="inbox"),
    path(f"{HERE}find/", inbox.find, name="find"),
    path(f"{HERE}asked/", inbox.asked, name="asked"),
    path(f"{HERE}new/", intake.choose, name="choose"),
    path(f"{HERE}new/<str:procedure>/", intake.intake, name="intake"),
    path(f"{HERE}register/", printing.book, name="register"),
    path(f"{HERE}register.pdf", printing.book_pdf, name="register-pdf"),
    path(f"{HERE}register.xlsx", printing.book_xlsx, name="register-xlsx"),
    path(f"{HERE}way/", way.way, name="way"),
    path(f"{HERE}way/agency/", way.agency, name="agency"),
    path(ONE, dossier.dossier, name="dossier"),
    path(f"{ONE}slips/<str:form>.pdf", printing.slip, name="slip"),
    path(f"{ONE}sheets/<str:act>.pdf", printing.sheet, name="sheet"),
    path(f"{ONE}papers/<int:paper>/", printing.paper, name="paper"),
    path(f"{ONE}<str:act>/", dossier.act, name="act"),
]
