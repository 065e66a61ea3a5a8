"""What is kept of a browser is Django's own, read by a statement of ours."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore as Stored
from django.contrib.sessions.models import Session
from django.utils import timezone

from thidua.site.middleware import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    made = SessionStore()
    made["seat"] = "s-c1"
    made.create()
    return made


def test_what_was_kept_is_read_as_django_reads_it(kept):
    for store in (SessionStore, Stored):
        assert dict(store(kept.session_key).items()) == {"seat": "s-c1"}


def test_a_session_that_has_expired_is_begun_anew(kept):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    again = SessionStore(kept.session_key)
    assert dict(again.items()) == {}
    assert again.session_key is None


@pytest.mark.parametrize("key", ["x" * 32, "' OR ''='", "short", "x\x00" * 16, None])
def test_a_key_that_was_never_given_opens_nothing(kept, key):
    again = SessionStore(key)
    assert dict(again.items()) == {}
    again["a"] = 1
    again.save()
    assert again.session_key not in {None, key, kept.session_key}


def test_a_session_that_was_changed_by_hand_is_empty(kept):
    Session.objects.update(session_data="x:y:z")
    assert dict(SessionStore(kept.session_key).items()) == {}
