"""Petitions: who may do what when, and by when.

2 ngày làm việc để tiếp nhận hoặc từ chối, 15 ngày để trả lời kể từ khi tiếp nhận, 5 ngày để bổ sung; thời gian
chờ bổ sung lần đầu không tính. Đếm như dưới đây là cách đọc của chúng tôi.
"""

import re
from itertools import product

import pytest

from deadlines_office import OFFICE, instant, rows, shown
from thidua.kernel.errors import RuleBroken
from thidua.petitions.rules import (
    ACT_NAMES,
    ACTS,
    ENDED,
    LONGEST,
    STATE_NAMES,
    Act,
    Owner,
    State,
    Went,
    check_lapse,
    check_public,
    check_text,
    due_at,
    go,
    on_time,
    open_acts,
)
from thidua.petitions.rules.measures import MEASURES, of_rating

# The table once more, by hand: from, act, who, to.
TABLE = """
    from       | act            | who             | to
    filed      | accept         | one-stop leader | accepted
    filed      | refuse         | leader          | refused
    accepted   | ask-supplement | one-stop leader | supplement
    accepted   | answer         | leader          | answered
    supplement | supplement     | petitioner      | accepted
    supplement | lapse          | one-stop leader | lapsed
"""
LEADS = {
    Act.FILE: State.FILED, Act.ACCEPT: State.ACCEPTED, Act.REFUSE: State.REFUSED,
    Act.ASK_SUPPLEMENT: State.SUPPLEMENT, Act.SUPPLEMENT: State.ACCEPTED,
    Act.LAPSE: State.LAPSED, Act.ANSWER: State.ANSWERED,
}  # fmt: skip
WORDS = {
    "gửi": Act.FILE, "nhận": Act.ACCEPT, "từ chối": Act.REFUSE, "hỏi thêm": Act.ASK_SUPPLEMENT,
    "bổ sung": Act.SUPPLEMENT, "kết thúc": Act.LAPSE, "trả lời": Act.ANSWER,
}  # fmt: skip


def said():
    found = {}
    for before, act, who, after in rows(TABLE):
        for owner in who.split():
            found[State(before), Act(act), Owner(owner)] = State(after)
    return found


def moves(text):
    """Read `gửi T2 …; nhận T3 …`."""
    parts = [
        re.fullmatch(r"(\D+?) ((?:T\d|CN) .+)", part.strip()).groups() for part in text.split(";")
    ]
    return [Went(WORDS[word], instant(at), LEADS[WORDS[word]]) for word, at in parts]


@pytest.mark.parametrize("state", State)
def test_every_act_by_everybody_from_every_state(state):
    table = said()
    for act, owner in product(Act, Owner):
        if after := table.get((state, act, owner)):
            assert go(state, act, owner) is after
            assert act in open_acts(state, owner)
            continue
        with pytest.raises(RuleBroken) as broken:
            go(state, act, owner)
        known = any((before, each) == (state, act) for before, each, _ in table)
        assert broken.value.code == ("petitions.not-your-act" if known else "petitions.not-now")
        assert act not in open_acts(state, owner)


def test_what_has_ended_leads_nowhere_and_everything_has_a_name():
    assert {each.before for each in ACTS} | ENDED == set(State)
    assert not {each.before for each in ACTS} & ENDED
    assert STATE_NAMES.keys() == set(State)
    assert ACT_NAMES.keys() == set(Act)
    assert open_acts(State.FILED, None) == ()


def test_whoever_has_a_petition_has_so_long():
    """15/01 là thứ Năm; 16–20/02/2026 nghỉ Tết."""
    table = """
        việc                                                                       | đến hạn
        gửi T2 12/01/2026 09:00                                                    | T4 14/01/2026 17:00
        gửi T5 15/01/2026 15:30                                                    | T3 20/01/2026 17:00
        gửi T7 17/01/2026 20:00                                                    | T4 21/01/2026 17:00
        gửi T2 12/01/2026 09:00; nhận T3 13/01/2026 10:00                          | T3 03/02/2026 17:00
        gửi T2 02/02/2026 09:00; nhận T3 03/02/2026 10:00                          | T3 03/03/2026 17:00
        gửi T2 12/01/2026 09:00; nhận T3 13/01/2026 10:00; hỏi thêm T4 14/01/2026 10:00 | T4 21/01/2026 17:00
        gửi T2 12/01/2026 09:00; từ chối T3 13/01/2026 10:00                       | —
        gửi T2 12/01/2026 09:00; nhận T3 13/01/2026 10:00; trả lời T4 14/01/2026 08:00 | —
    """
    found = [(text, shown(due_at(moves(text), OFFICE))) for text, _ in rows(table)]
    assert found == [tuple(row) for row in rows(table)]


def test_the_first_wait_for_a_supplement_moves_the_deadline_and_no_other_does():
    accepted = "gửi T2 12/01/2026 09:00; nhận T3 13/01/2026 10:00"
    once = f"{accepted}; hỏi thêm T4 14/01/2026 10:00; bổ sung T6 16/01/2026 10:00"
    twice = f"{once}; hỏi thêm T2 19/01/2026 08:00; bổ sung T6 23/01/2026 08:00"
    assert shown(due_at(moves(accepted), OFFICE)) == "T3 03/02/2026 17:00"
    assert shown(due_at(moves(once), OFFICE)) == "T5 05/02/2026 17:00"
    assert shown(due_at(moves(twice), OFFICE)) == "T5 05/02/2026 17:00"


def test_a_petition_is_on_time_when_it_was_decided_and_processed_in_time():
    filed = "gửi T2 12/01/2026 09:00"
    accepted = f"{filed}; nhận T3 13/01/2026 10:00"
    asked = f"{accepted}; hỏi thêm T4 14/01/2026 10:00"
    table = f"""
        việc                                                                     | đúng hạn
        {filed}; từ chối T4 14/01/2026 17:00                                     | có
        {filed}; từ chối T4 14/01/2026 17:01                                     | không
        {filed}; nhận T5 15/01/2026 08:00; trả lời T5 15/01/2026 09:00           | không
        {accepted}; trả lời T3 03/02/2026 17:00                                  | có
        {accepted}; trả lời T3 03/02/2026 17:01                                  | không
        {asked}; bổ sung T6 16/01/2026 10:00; trả lời T5 05/02/2026 17:00        | có
        {asked}; bổ sung T6 16/01/2026 10:00; trả lời T6 06/02/2026 07:00        | không
        {asked}; kết thúc T5 22/01/2026 08:00                                    | có
        {accepted}; hỏi thêm T4 04/02/2026 10:00; kết thúc T5 26/02/2026 08:00   | không
    """
    found = [(text, "có" if on_time(moves(text), OFFICE) else "không") for text, _ in rows(table)]
    assert found == [tuple(row) for row in rows(table)]


def test_a_petition_lapses_only_after_the_five_days():
    asked = moves("gửi T2 12/01/2026 09:00; nhận T3 13/01/2026 10:00; hỏi thêm T4 14/01/2026 10:00")
    with pytest.raises(RuleBroken) as broken:
        check_lapse(asked, instant("T4 21/01/2026 17:00"), OFFICE)
    assert broken.value.code == "petitions.supplement-awaited"
    assert broken.value.facts == {"due": "17:00 21/01/2026"}
    check_lapse(asked, instant("T4 21/01/2026 17:01"), OFFICE)


HIDDEN = ["Trần Thị Ngọc Huyền", "0912345678", "092301004321", "Số 7, ấp Trầu Hôi", " ", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Bà Trần Thị Ngọc Huyền hỏi",
        "ba tran thi  ngoc huyen hoi",
        "gọi 0912 345 678",
        "gọi +84 912.345.678",
        "số 092301004321",
        "CMND 361234567",
        "hồ sơ H99.41-260309-0001",
        "viết cho lan@example.vn",
        "nhà ở Số 7, ấp Trầu Hôi",
    ],
)
def test_a_public_text_that_says_who_somebody_is_is_refused(text):
    with pytest.raises(RuleBroken) as broken:
        check_public(text, HIDDEN)
    assert broken.value.code == "petitions.personal-data"


@pytest.mark.parametrize(
    "text",
    [
        "Người dân hỏi vì sao hồ sơ đất đai chậm 3 ngày.",
        "Theo Nghị định 118/2025/NĐ-CP, ngày 09/6/2025, lệ phí 1.250.000 đồng.",
        "Chi 12.345.678.900 đồng, hạn 17:00 21/01/2026.",
    ],
)
def test_a_public_text_may_have_laws_days_and_amounts(text):
    assert check_public(f"  {text} \n", HIDDEN) == text


def test_a_text_is_neither_empty_nor_endless():
    assert check_text(" a ") == "a"
    for text, code in (
        (" \n", "petitions.text-missing"),
        ("a" * (LONGEST + 1), "tracking.text-length"),
    ):
        with pytest.raises(RuleBroken) as broken:
            check_text(text)
        assert broken.value.code == code


def test_a_good_rating_of_an_answer_counts_as_satisfied():
    assert [of_rating(stars) for stars in range(1, 6)] == [
        (),
        (),
        (),
        *[("petitions.satisfied",)] * 2,
    ]
    assert {each.within for each in MEASURES} == {None, "petitions.received"}
