"""What is sent is refused before anything reads it."""

from http import HTTPStatus
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from thidua.access.rules import PERMISSIONS
from thidua.counting.forms import LARGEST

pytestmark = pytest.mark.django_db

SMALL, LARGE = settings.LARGEST_BODY, settings.LARGEST_BODIES["counting:take"]
FORM = "multipart/form-data; boundary=x"


class Unread(BytesIO):
    """A body that may not be read."""

    def read(self, *_size):
        pytest.fail("the body was read")


def send(address, length, **headers):
    """Say that a body of so many bytes follows."""
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = "a" * 32  # so that the token is looked for in the body
    said = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": FORM, "wsgi.input": Unread()}
    return strict.post(address, **said, headers=headers)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/units/c1/counts/", LARGE),
        ("/en/units/c1/counts/", LARGE),
        ("/sign-in/", SMALL),
        ("/units/c1/seats/", SMALL),
        ("/nowhere/", SMALL),
        ("/", SMALL),
    ],
)
def test_a_body_larger_than_its_address_takes_is_refused_unread(address, most):
    answer = send(address, most + 1)
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert f"{most:,}" in answer.text
    assert answer["Content-Security-Policy"]


@pytest.mark.parametrize(("address", "most"), [("/units/c1/counts/", LARGE), ("/sign-in/", SMALL)])
def test_a_body_of_the_largest_size_goes_on_to_be_read(address, most):
    with pytest.raises(pytest.fail.Exception, match="the body was read"):
        send(address, most)


def test_the_refusal_is_in_the_language_of_the_page():
    assert "Chưa đọc và chưa ghi gì" in send("/sign-in/", SMALL + 1).text
    assert "Nothing was read or written" in send("/en/sign-in/", SMALL + 1).text


def test_a_body_without_a_length_is_refused_unread():
    for answer in (
        send("/units/c1/counts/", "", transfer_encoding="chunked"),
        send("/sign-in/", "many"),
    ):
        assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        assert "không cho biết độ dài" in answer.text


def test_a_file_of_the_largest_size_passes_with_its_form_and_never_lies_on_a_disk(rf):
    file = SimpleUploadedFile("so-lieu.csv", b"x" * LARGEST)
    request = rf.post("/units/c1/counts/", {"key": "k" * 99, "file": file})
    assert int(request.META["CONTENT_LENGTH"]) <= LARGE
    assert not hasattr(request.FILES["file"], "temporary_file_path")


def test_addresses_that_take_more_are_routes():
    assert settings.LARGEST_BODIES.keys() <= PERMISSIONS.keys()
