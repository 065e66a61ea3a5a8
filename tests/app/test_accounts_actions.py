from datetime import UTC, date, datetime

import pytest

import quick
from thidua.accounts import actions
from thidua.accounts.models import Person, Seat, seats_of
from thidua.accounts.rules import Role
from thidua.kernel.errors import RuleBroken
from thidua.ledger.models import Entry
from thidua.units.models import Unit, UnitName
from worlds import shared

pytestmark = pytest.mark.django_db

AT = datetime(2024, 10, 10, 1, 0, tzinfo=UTC)
FIRST = date(2024, 10, 1)


def make():
    """Make a province and a commune, and the first seat of all."""
    Unit.objects.create(id="p93", level="province")
    Unit.objects.create(id="c31369", level="commune", end=date(2025, 7, 1))
    open_seat(seat="s-operator", role=Role.OPERATOR, unit="p93", actor="s-operator")


office = shared(make, autouse=True)


def open_seat(**changed):
    asked = {
        "seat": "s-c31369-reporter",
        "role": Role.REPORTER,
        "unit": "c31369",
        "first": FIRST,
        "actor": "s-operator",
        "at": AT,
    }
    return actions.open_seat(**asked | changed)


def assign(seat="s-c31369-reporter", username="lan"):
    return actions.assign_seat(seat=seat, username=username, actor="s-operator", at=AT)


def close(seat="s-c31369-reporter", end=date(2024, 12, 1)):
    return actions.close_seat(seat=seat, end=end, actor="s-operator", at=AT)


def add(username="lan"):
    return actions.create_person(username=username, name="Lan", password="qua cầu đất sét")  # noqa: S106 - a test's own


def code_of(broken):
    return broken.value.code


def test_the_first_seat_is_opened_by_itself_and_the_next_by_an_open_seat():
    _receipt, event = open_seat()
    assert (event.kind, event.subject, event.unit, event.actor) == (
        "accounts.seat-opened",
        "seat:s-c31369-reporter",
        "c31369",
        "s-operator",
    )
    assert event.public == {"role": "reporter", "first": "2024-10-01"}


def test_a_second_seat_cannot_open_itself():
    with pytest.raises(RuleBroken) as broken:
        open_seat(actor="s-c31369-reporter")
    assert code_of(broken) == "accounts.actor-not-open"


def test_who_acts_has_a_seat_that_is_open_on_the_day():
    with pytest.raises(RuleBroken) as broken:
        open_seat(at=datetime(2024, 9, 30, 16, 59, tzinfo=UTC))
    assert code_of(broken) == "accounts.actor-not-open"
    open_seat(at=datetime(2024, 9, 30, 17, 0, tzinfo=UTC))  # 1 October in Vietnam


@pytest.mark.parametrize(
    "seat", ["operator", "s-", "s-Lan", "s-a b", "s--a", "s-a-", "s-" + "a" * 63]
)
def test_a_seat_id_of_another_shape_is_refused(seat):
    with pytest.raises(RuleBroken) as broken:
        open_seat(seat=seat)
    assert code_of(broken) == "accounts.bad-seat-id"


def test_a_seat_id_is_never_used_again():
    open_seat()
    close()
    with pytest.raises(RuleBroken) as broken:
        open_seat(first=date(2024, 12, 1))
    assert code_of(broken) == "accounts.seat-exists"


@pytest.mark.parametrize("changed", [{"unit": "c0"}, {"first": date(2025, 7, 1)}])
def test_a_seat_is_opened_at_a_unit_that_stands(changed):
    with pytest.raises(RuleBroken) as broken:
        open_seat(**changed)
    assert code_of(broken).startswith("units.")
    assert not Seat.objects.filter(pk="s-c31369-reporter").exists()


def test_a_person_sits_in_a_seat_and_leaves_it():
    open_seat()
    person = add()
    _receipt, event = assign()
    assert (event.kind, event.public) == ("accounts.seat-assigned", {"vacant": False})
    assert [seat.pk for seat in seats_of(person, on=FIRST)] == ["s-c31369-reporter"]
    _receipt, event = assign(username=None)
    assert event.public == {"vacant": True}
    assert not seats_of(person, on=FIRST)


def test_a_held_seat_comes_with_its_units_last_name_and_whether_that_stands():
    open_seat()
    person = add()
    assign()
    unit, after = Unit.objects.get(pk="c31369"), date(2030, 1, 1)
    unit.names.filter(end=None).update(end=after)
    for name, end in (("Cũ hơn", date(2001, 1, 1)), ("Mới", None), ("Cũ", date(2002, 1, 1))):
        row = UnitName(unit=unit, name=name, folded=name, kind="commune", first=None, end=end)
        row.save()
    (seat,) = seats_of(person, on=FIRST)
    assert (seat.unit_name, seat.unit_stands) == ("Xã Mới", True)
    assert seat.unit_name == Seat.objects.get(pk=seat.pk).unit_name
    Unit.objects.filter(pk=unit.pk).update(end=FIRST)
    assert [each.unit_stands for each in seats_of(person, on=FIRST)] == [False]
    UnitName.objects.filter(unit=unit).delete()
    assert [each.unit_name for each in seats_of(person, on=FIRST)] == ["c31369"]


def test_nothing_of_a_person_reaches_the_ledger():
    open_seat()
    add()
    assign()
    kept = [bytes(entry.record) + bytes(entry.outbox.leaf) for entry in Entry.objects.all()]
    assert len(kept) == 3
    assert not any(b"lan" in record.lower() for record in kept)


def test_the_same_assignment_again_is_refused():
    open_seat()
    with pytest.raises(RuleBroken) as broken:
        assign(username=None)
    assert code_of(broken) == "accounts.already-seated"


def test_unknown_seats_and_people_are_named():
    open_seat()
    with pytest.raises(RuleBroken) as broken:
        assign()
    assert code_of(broken) == "accounts.no-such-person"
    with pytest.raises(RuleBroken) as broken:
        assign(seat="s-nobody")
    assert code_of(broken) == "accounts.no-such-seat"


def test_a_closed_seat_stays_closed():
    open_seat()
    person = add()
    assign()
    _receipt, event = close()
    assert (event.kind, event.public) == ("accounts.seat-closed", {"end": "2024-12-01"})
    assert seats_of(person, on=date(2024, 11, 30))
    assert not seats_of(person, on=date(2024, 12, 1))
    for again in (close, assign):
        with pytest.raises(RuleBroken) as broken:
            again()
        assert code_of(broken) == "accounts.seat-closed"


def test_a_seat_does_not_end_before_it_begins():
    open_seat()
    with pytest.raises(RuleBroken) as broken:
        close(end=date(2024, 9, 30))
    assert code_of(broken) == "accounts.ends-before-it-begins"


def test_a_user_name_is_given_once():
    add()
    with pytest.raises(RuleBroken) as broken:
        add()
    assert code_of(broken) == "accounts.person-exists"


def test_a_password_is_kept_slow_to_guess(settings):
    settings.PASSWORD_HASHERS = quick.SHIPPED
    person = add()
    algorithm, rounds, _ = person.password.split("$", 2)
    assert algorithm == "pbkdf2_sha256"
    assert int(rounds) >= 600_000  # OWASP, Password Storage Cheat Sheet, 2023


def test_a_new_password_replaces_the_old_one():
    add()
    actions.set_password(username="lan", password="mưa trên sông Hậu")  # noqa: S106 - a test's own
    person = Person.objects.get(username="lan")
    assert person.check_password("mưa trên sông Hậu")
    assert not person.check_password("qua cầu đất sét")
