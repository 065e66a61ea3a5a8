import gzip
import re
from contextlib import closing
from http import HTTPStatus

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static

from thidua.site import gathered

pytestmark = pytest.mark.django_db

SHEET, FONTS = "site/base.css", "site/tokens.css"


def served(client, address, **headers):
    with closing(client.get(address, headers=headers)) as answer:
        assert answer.status_code == HTTPStatus.OK
        return answer, answer.getvalue()


def test_before_anything_is_gathered_files_have_their_own_names(client):
    assert static(SHEET) == f"/static/{SHEET}"
    served(client, static(SHEET))


def test_what_is_gathered_is_named_by_its_content_and_kept_for_ever(client):
    call_command("collectstatic", interactive=False, verbosity=0)
    named = static(SHEET)
    assert re.fullmatch(r"/static/site/base\.[0-9a-f]{12}\.css", named)
    answer, thin = served(client, named, accept_encoding="gzip, br")
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
    plain, body = served(client, f"/static/{SHEET}")
    assert "immutable" not in plain["Cache-Control"]
    assert gzip.decompress(thin) == body
    fonts = re.findall(r'url\("\.\./(.+?)"\)', served(client, static(FONTS))[1].decode())
    assert len(fonts) == 6
    for font in fonts:
        assert "immutable" in served(client, f"/static/{font}")[0]["Cache-Control"]
    assert static("site/nothing.css") == "/static/site/nothing.css"


def test_names_of_other_code_are_not_used(monkeypatch):
    call_command("collectstatic", interactive=False, verbosity=0)
    before = staticfiles_storage.url(SHEET)
    monkeypatch.setattr(gathered, "code", lambda: "newer")
    assert gathered.Gathered().url(SHEET) == f"/static/{SHEET}" != before
