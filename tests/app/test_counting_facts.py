"""Facts come in whole, are counted once, and are corrected only by other facts."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection

from thidua.counting import actions
from thidua.counting.models import Fact as StoredFact
from thidua.counting.models import Tally, sums
from thidua.counting.models.recount import differences
from thidua.counting.rules import Measure, MeasureKind, Origin
from thidua.kernel.errors import RuleBroken
from thidua.kernel.periods import Period
from thidua.ledger.models import Entry
from thidua.ledger.rules import Event, Fact, Grade
from thidua.units.models import Edge, Succession, Unit, UnitName

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 12, 20, 5, tzinfo=UTC)
FIRST, LAST = date(2024, 10, 10), date(2024, 12, 10)
CAMPAIGN = Period.inclusive(FIRST, LAST)
MEASURES = (
    Measure("received", "Hồ sơ tiếp nhận", "hồ sơ", MeasureKind.FLOW),
    Measure("online", "Hồ sơ trực tuyến", "hồ sơ", MeasureKind.FLOW, within="received"),
    Measure("households", "Hộ", "hộ", MeasureKind.STOCK),
    Measure("app", "Hộ có ứng dụng", "hộ", MeasureKind.HOUSEHOLD_STATE),
)
COUNTS = Origin("một cửa", Grade.SOURCE_FILE, generated=False)


@pytest.fixture(autouse=True)
def place():
    Unit.objects.create(pk="c1", level="commune", first=None, end=date(2025, 7, 1))
    Unit.objects.create(pk="c2", level="commune", first=date(2024, 11, 1), end=None)
    Unit.objects.create(pk="p1", level="province", first=None, end=None)
    Unit.objects.create(pk="t1", level="enterprise", first=None, end=None)
    Unit.objects.create(pk="n1", level="commune", first=date(2025, 7, 1), end=None)
    for unit in Unit.objects.all():
        UnitName.objects.create(unit=unit, name=unit.pk, folded=unit.pk, kind=unit.level)
    for unit, relation in (("c1", "part_of"), ("c2", "part_of"), ("t1", "overseen_by")):
        Edge.objects.create(unit_id=unit, parent_id="p1", relation=relation)
    Succession.objects.create(predecessor_id="c1", successor_id="n1", on=date(2025, 7, 1), share=1)
    actions.register_measures(MEASURES)
    actions.open_window("campaign:60", CAMPAIGN, [measure.key for measure in MEASURES])


def fact(quantity, key, measure="received", *, unit="c1", day=FIRST, corrects=None):
    return Fact(
        measure, unit, day, quantity, "một cửa", key, Grade.COUNTED, generated=False,
        corrects=corrects,
    )  # fmt: skip


def enter(*facts, key=None):
    return actions.enter(facts=facts, unit="c1", actor="s-1", at=NOON, key=key)


def take(text, origin=COUNTS, unit="c1"):
    return actions.take_file(content=text.encode(), origin=origin, unit=unit, actor="s-1", at=NOON)


def id_of(key):
    return StoredFact.objects.get(key=key).public_id


def refusal(code, *facts):
    with pytest.raises(RuleBroken) as broken:
        enter(*facts)
    assert broken.value.code == code, broken.value
    assert not Entry.objects.exists()
    assert not StoredFact.objects.exists()
    assert not Tally.objects.exists()
    return broken.value.text()


def test_facts_of_one_cell_are_summed_in_tally_and_window():
    enter(fact(3, "1"), fact(4, "2"), fact(9, "3", day=date(2024, 9, 1)))
    assert Tally.objects.get(day=FIRST).quantity == 7
    assert sums.of_window("campaign:60") == {"c1": {"received": 7}}
    assert not list(differences())


def test_a_correction_replaces_the_quantity_of_the_fact_it_names():
    enter(fact(3, "1"), fact(4, "2"))
    enter(fact(10, "3", corrects=id_of("1")))
    assert sums.of_window("campaign:60") == {"c1": {"received": 14}}
    assert set(StoredFact.objects.live().values_list("key", flat=True)) == {"2", "3"}
    assert not list(differences())


def test_a_key_that_another_writer_stored_meanwhile_is_looked_at_again():
    failed = []

    def meanwhile(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO counting_fact") and not failed:
            failed.append(sql)
            raise IntegrityError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        enter(fact(3, "1"))
    assert failed
    assert sums.of_window("campaign:60") == {"c1": {"received": 3}}
    assert Entry.objects.count() == 1


def test_a_fact_is_corrected_once():
    enter(fact(3, "1"))
    first = id_of("1")
    enter(fact(4, "2", corrects=first))
    with pytest.raises(RuleBroken) as broken:
        enter(fact(5, "3", corrects=first))
    assert broken.value.code == "counting.corrects-twice"
    enter(fact(6, "4", corrects=id_of("2")))
    assert sums.of_window("campaign:60") == {"c1": {"received": 6}}


def test_two_corrections_of_one_fact_in_one_event_are_refused():
    enter(fact(3, "1"))
    first = id_of("1")
    with pytest.raises(RuleBroken) as broken:
        enter(fact(4, "2", corrects=first), fact(5, "3", corrects=first))
    assert broken.value.code == "counting.corrects-twice"


def test_a_correction_stays_in_its_place():
    enter(fact(3, "1"))
    with pytest.raises(RuleBroken) as broken:
        enter(fact(4, "2", day=LAST, corrects=id_of("1")))
    assert broken.value.code == "counting.corrects-other-place"


def test_a_correction_names_a_known_fact():
    refusal("counting.corrects-unknown", fact(4, "2", corrects="nowhere"))


def test_the_same_fact_again_gives_the_first_receipt_and_writes_nothing():
    first, _ = enter(fact(3, "1"))
    again, _ = enter(fact(3, "1"))
    assert again == first
    assert Entry.objects.count() == 1


def test_only_what_is_new_of_an_event_is_counted():
    enter(fact(3, "1"))
    _, event = enter(fact(3, "1"), fact(4, "2"))
    assert [one.key for one in event.facts] == ["2"]
    assert sums.of_window("campaign:60") == {"c1": {"received": 7}}


def test_the_same_key_with_other_content_is_refused():
    enter(fact(3, "1"))
    with pytest.raises(RuleBroken) as broken:
        enter(fact(4, "1"))
    assert broken.value.code == "counting.key-other-content"
    assert "sửa đổi" in broken.value.text()


def test_unknown_measures_and_units_are_refused():
    refusal("counting.measure-unknown", fact(3, "1", "nothing"))
    refusal("counting.unit-unknown", fact(3, "1", unit="c9"))


def test_a_unit_that_does_not_stand_on_the_day_is_refused():
    refusal("counting.unit-closed", fact(3, "1", unit="c2"))
    Unit.objects.filter(pk="c1").update(end=FIRST)
    assert "10" in refusal("counting.unit-closed", fact(3, "1"))


def test_impossible_quantities_and_days_are_refused():
    refusal("counting.below-zero", fact(-1, "1"))
    refusal("counting.too-large", fact(10**16, "1"))
    refusal("counting.day-ahead", fact(3, "1", day=date(2024, 12, 21)))


def test_several_problems_are_named_together():
    text = refusal("counting.refused", fact(-1, "1"), fact(3, "2", "nothing"))
    assert "2 lỗi" in text
    assert "nothing" in text


def test_a_stock_has_one_value_a_day_and_the_last_one_counts():
    enter(fact(100, "1", "households"), fact(120, "2", "households", day=LAST))
    enter(fact(110, "3", "households", day=date(2024, 11, 1)))
    assert sums.of_window("campaign:60") == {"c1": {"households": 120}}
    with pytest.raises(RuleBroken) as broken:
        enter(fact(99, "4", "households"))
    assert broken.value.code == "counting.stock-twice"
    enter(fact(130, "5", "households", day=LAST, corrects=id_of("2")))
    assert sums.of_window("campaign:60") == {"c1": {"households": 130}}
    assert not list(differences())


def test_two_stocks_of_one_place_in_one_event_are_refused():
    refusal("counting.stock-twice", fact(1, "1", "households"), fact(2, "2", "households"))


def test_households_leave_a_state_but_never_below_zero():
    enter(fact(1, "1", "app", day=date(2024, 9, 1)), fact(1, "2", "app"))
    enter(fact(-1, "3", "app", day=LAST))
    assert sums.of_window("campaign:60") == {"c1": {"app": 1}}
    with pytest.raises(RuleBroken) as broken:
        enter(fact(-2, "4", "app", day=LAST))
    assert broken.value.code == "counting.balance-below-zero"
    assert not list(differences())


def test_a_numerator_above_its_denominator_is_refused_at_the_end_of_the_whole_event():
    enter(fact(5, "2", "online"), fact(5, "1", day=LAST))
    with pytest.raises(RuleBroken) as broken:
        enter(fact(1, "3", "online"))
    assert broken.value.code == "counting.above-bound"
    assert "10/10/2024" in broken.value.text()
    assert sums.of_window("campaign:60") == {"c1": {"online": 5, "received": 5}}


def test_a_numerator_without_any_window_is_bounded_by_the_year():
    day = date(2024, 1, 5)
    enter(fact(5, "1", day=date(2024, 2, 5)), fact(5, "2", "online", day=day))
    with pytest.raises(RuleBroken) as broken:
        enter(fact(1, "3", "online", day=day))
    assert broken.value.code == "counting.above-bound"


def test_a_denominator_from_another_source_is_a_question_and_no_refusal():
    enter(fact(5, "1"))
    actions.enter(
        facts=(Fact("online", "c1", FIRST, 9, "cổng", "1", Grade.COUNTED, generated=False),),
        unit="c1", actor="s-1", at=NOON,
    )  # fmt: skip
    assert sums.of_window("campaign:60") == {"c1": {"online": 9, "received": 5}}


def test_a_window_of_other_measures_does_not_switch_the_bound_off():
    actions.open_window("aaa", Period.inclusive(date(2023, 1, 1), date(2026, 1, 1)), ["households"])
    actions.open_window("bbb", CAMPAIGN, ["online"])
    refusal("counting.above-bound", fact(5, "1"), fact(9, "2", "online"))


def test_each_window_that_holds_both_measures_bounds_by_itself():
    week = Period.inclusive(FIRST, date(2024, 10, 16))
    actions.open_window("week", week, ["online", "received"])
    late = fact(9, "1", day=LAST)
    assert "16/10/2024" in refusal(
        "counting.above-bound", late, fact(3, "2", "online"), fact(2, "3")
    )


def test_a_key_that_stands_twice_in_one_event_is_refused():
    refusal("counting.key-repeated", fact(3, "1"), fact(4, "1"))


def test_a_balance_below_zero_in_between_is_refused():
    refusal(
        "counting.balance-below-zero",
        fact(5, "1", "app", day=LAST),
        fact(-5, "2", "app", day=FIRST),
    )


def test_a_bound_that_comes_later_is_kept_and_another_one_refused():
    actions.register_measures([Measure("paid", "x", "hồ sơ", MeasureKind.FLOW)])
    actions.register_measures([Measure("paid", "x", "hồ sơ", MeasureKind.FLOW, within="received")])
    actions.register_measures([Measure("paid", "x", "hồ sơ", MeasureKind.FLOW)])
    assert sums.bounds()["paid"] == "received"
    with pytest.raises(RuleBroken) as broken:
        actions.register_measures(
            [Measure("paid", "x", "hồ sơ", MeasureKind.FLOW, within="online")]
        )
    assert broken.value.code == "counting.measure-changed"


def test_a_row_is_judged_by_the_tree_of_its_own_day():
    Unit.objects.create(pk="h1", level="hamlet")
    UnitName.objects.create(unit_id="h1", name="h1", folded="h1", kind="hamlet")
    Edge.objects.create(unit_id="h1", parent_id="c1", relation="part_of", end=date(2024, 11, 15))
    Edge.objects.create(unit_id="h1", parent_id="c2", relation="part_of", first=date(2024, 11, 15))
    before = "1,received,h1,2024-11-01,5"
    with pytest.raises(RuleBroken) as broken:
        take(f"key,measure,unit,day,quantity\n{before}\n2,received,h1,2024-12-01,5\n")
    assert broken.value.text().startswith("Dòng 3: đơn vị h1 không thuộc địa bàn")
    take(f"key,measure,unit,day,quantity\n{before}\n")


@pytest.mark.parametrize(
    "row",
    [
        "1,received,c1,1_0/1/2024,5",
        "1,received,c1,1/1/99999999999999999999,5",
        "1,received,c1,2024-10-10," + "9" * 5000,
    ],
)
def test_numbers_and_days_out_of_all_bounds_are_bad_rows(row):
    with pytest.raises(RuleBroken) as broken:
        take(f"key,measure,unit,day,quantity\n{row}\n")
    assert broken.value.text().startswith("Dòng 2")


def test_a_file_of_bad_rows_is_not_read_to_its_end(monkeypatch):
    rows = "".join(f"{n},received,c1,never,5\n" for n in range(5_000))
    with pytest.raises(RuleBroken) as broken:
        take(f"key,measure,unit,day,quantity\n{rows}")
    assert "1001 lỗi" in broken.value.text()
    monkeypatch.setattr("thidua.counting.rules.files.MOST_ROWS", 3)
    rows = "".join(f"{n},received,c1,2024-10-10,5\n" for n in range(5))
    with pytest.raises(RuleBroken) as broken:
        take(f"key,measure,unit,day,quantity\n\n{rows}")
    assert "chia nhỏ" in broken.value.text()


def test_a_file_names_few_units_by_codes(monkeypatch):
    monkeypatch.setattr("thidua.counting.models.known.MOST_CODES", 1)
    with pytest.raises(RuleBroken) as broken:
        take(
            "key,measure,unit,day,quantity\n"
            "1,received,gso:1@2024-10-10,2024-10-10,5\n2,received,gso:2@2024-10-10,2024-10-10,5\n"
        )
    assert broken.value.code == "counting.too-many-codes"


def test_several_numerators_above_their_denominators_are_named_together():
    with pytest.raises(RuleBroken) as broken:
        enter(
            fact(1, "1"), fact(2, "2", "online"),
            fact(1, "3", unit="c2", day=LAST), fact(2, "4", "online", unit="c2", day=LAST),
        )  # fmt: skip
    assert broken.value.code == "counting.refused"


def test_a_window_opened_late_begins_with_what_is_counted_already():
    enter(fact(3, "1"), fact(7, "2", "households"))
    actions.open_window("late", CAMPAIGN, ["received"])
    assert sums.of_window("late") == {"c1": {"received": 3}}
    actions.open_window("late", CAMPAIGN, ["received", "households"])
    assert sums.of_window("late") == {"c1": {"received": 3, "households": 7}}
    actions.open_window("late", CAMPAIGN, ["received"])
    assert not list(differences())
    enter(fact(4, "3", day=LAST))
    actions.open_window("late", Period.inclusive(FIRST, FIRST), ["received"])
    assert sums.of_window("late") == {"c1": {"received": 3}}
    actions.open_window("late", CAMPAIGN, ["received", "households"])
    assert sums.of_window("late") == {"c1": {"received": 7, "households": 7}}
    assert not list(differences())


def test_a_measure_keeps_its_kind():
    with pytest.raises(RuleBroken) as broken:
        actions.register_measures([Measure("received", "x", "hồ sơ", MeasureKind.STOCK)])
    assert broken.value.code == "counting.measure-changed"


def test_an_event_without_facts_is_stored_as_it_is():
    @actions.action
    def note(*, at: datetime) -> Event:
        return Event("counting.entered", "unit:c1", "c1", "s-1", at)

    receipt, _ = note(at=NOON)
    assert Entry.objects.get().public_id == receipt.id


def test_a_call_with_a_used_key_gives_the_first_receipt():
    first, _ = enter(fact(3, "1"), key="phone-1")
    again, _ = enter(fact(3, "1"), key="phone-1")
    assert again == first


def test_the_recount_finds_a_tally_and_a_window_changed_behind_the_ledger():
    enter(fact(3, "1"))
    Tally.objects.update(quantity=4)
    assert [line.split(":")[0] for line in differences()] == ["received c1 2024-10-10"]
    Tally.objects.all().delete()
    assert "kept None, counted 3" in next(differences())


def test_a_file_is_taken_whole_with_its_corrections():
    take(
        "key,measure,unit,day,quantity\n1,received,c1,2024-10-10,1.234\n2,online,c1,10/10/2024,7\n"
    )
    take("Mã dòng;Số đếm;Đơn vị;Ngày;Số lượng;Sửa cho dòng\n3;online;c1;10/10/2024;9;2\n")
    assert sums.of_window("campaign:60") == {"c1": {"received": 1234, "online": 9}}


def test_the_same_file_twice_changes_nothing():
    text = "key,measure,unit,day,quantity\n1,received,c1,2024-10-10,5\n"
    assert take(text)[0] == take(text)[0]
    assert Entry.objects.count() == 1


def test_every_bad_row_of_a_file_is_named_and_nothing_is_taken():
    with pytest.raises(RuleBroken) as broken:
        take(
            "key,measure,unit,day,quantity\n"
            "1,received,c1,2024-10-10,5\n"
            "2,received,c9,2024-10-10,5\n"
            "3,received,c1,2024-13-10,5\n"
            "4,received,c1,2024-10-10\n"
            "5,received,c1,2024-10-10,7,5\n"
            "6,received,c1,2024-10-10,87.5\n"
            "1,received,c1,2024-10-10,5\n"
            ",received,c1,2024-10-10,5\n"
            "9,nothing,c1,2024-10-10,5\n"
            "10,received,31369,2024-10-10,5\n"
        )
    lines = broken.value.text().splitlines()
    assert [line.split(":")[0] for line in lines[1:]] == [f"Dòng {n}" for n in range(3, 12)]
    assert not Entry.objects.exists()


def test_a_file_with_quantities_after_a_decimal_comma_is_refused():
    with pytest.raises(RuleBroken) as broken:
        take('key,measure,unit,day,quantity\n1,received,c1,2024-10-10,"87,25"\n')
    assert "số nguyên" in broken.value.text()


def test_a_file_keeps_to_the_days_of_its_campaign():
    origin = Origin("một cửa", Grade.SOURCE_FILE, generated=True, window="campaign:60")
    with pytest.raises(RuleBroken) as broken:
        take("key,measure,unit,day,quantity\n1,received,c1,2024-12-11,5\n", origin)
    assert "ngoài thời gian phong trào" in broken.value.text()


@pytest.mark.parametrize(
    ("sender", "about"), [("c1", "c1"), ("p1", "c1"), ("t1", "c1"), ("t1", "t1"), ("n1", "c1")]
)
def test_a_unit_sends_counts_of_its_territory_its_overseer_s_and_its_predecessors(sender, about):
    take(f"key,measure,unit,day,quantity\n1,received,{about},2024-10-10,5\n", unit=sender)
    assert sums.of_window("campaign:60") == {about: {"received": 5}}


@pytest.mark.parametrize(("sender", "about"), [("c1", "c2"), ("c1", "p1"), ("c2", "t1")])
def test_a_unit_sends_no_counts_of_others(sender, about):
    with pytest.raises(RuleBroken) as broken:
        take(f"key,measure,unit,day,quantity\n1,received,{about},2024-12-01,5\n", unit=sender)
    assert "không thuộc địa bàn" in broken.value.text()


def test_a_file_corrects_only_what_its_source_sent():
    with pytest.raises(RuleBroken) as broken:
        take("key,measure,unit,day,quantity,corrects\n1,received,c1,2024-12-10,5,0\n")
    assert "không tìm thấy" in broken.value.text()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("key,measure,unit,day,quantity\n".encode("utf-16"), "UTF-8"),
        ("Mã dòng,số\n".encode("cp1258", "replace") + b"\xff", "UTF-8"),
        (b"PK\x03\x04\x00\x00", "CSV"),
        (b"", "thiếu cột"),
        (b"key,measure,unit,day,quantity\n", "không có dòng"),
        (b"key,measure,unit,day\n", "quantity"),
        (b"key,key,unit,day\n", "lặp"),
        (b"key,what,unit,day\n", "what"),
        (b'key,measure,unit,day,quantity\n1,"received,c1,2024-10-10,5\n', "ngoặc kép"),
    ],
)
def test_a_file_that_is_no_csv_of_counts_is_refused_with_a_hint(content, words):
    with pytest.raises(RuleBroken) as broken:
        actions.take_file(content=content, origin=COUNTS, unit="c1", actor="s-1", at=NOON)
    assert words in broken.value.text()
