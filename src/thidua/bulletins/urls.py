"""Which address shows which screen."""

from django.urls import path, register_converter

from thidua.bulletins import views


class FileForm:
    """The ending of a document's file."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Take it as it is."""
        return value


class Number:
    """The number of a document in an address: from 1, and no larger than a database holds."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """Take it as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write it."""
        return str(value)


register_converter(FileForm, "document_form")
register_converter(Number, "document_number")

CAMPAIGN = "campaigns/<slug:campaign>/"
DOCUMENT = f"{CAMPAIGN}documents/<slug:kind>/"

app_name = "bulletins"
urlpatterns = [
    path(f"{CAMPAIGN}documents/", views.documents, name="documents"),
    path(f"{CAMPAIGN}documents/letterhead/", views.letterhead, name="letterhead"),
    path(f"{DOCUMENT}make/", views.make, name="make"),
    path(f"{DOCUMENT}preview.<document_form:form>", views.preview, name="preview"),
    path(f"{DOCUMENT}<document_number:nr>/", views.issued, name="issued"),
    path(f"{DOCUMENT}<document_number:nr>.<document_form:form>", views.download, name="download"),
    path(f"{CAMPAIGN}prizes/", views.prizes, name="prizes"),
    path(f"{CAMPAIGN}awards/", views.awards, name="awards"),
]
