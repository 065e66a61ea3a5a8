"""A dossier while it is written: what stands for its papers, what is still to be said, what is filed."""

from dataclasses import replace
from datetime import datetime

import pytest

import onestop_world as world
from thidua.dossiers.rules import Channel, Filer
from thidua.dossiers.rules.steps import Act
from thidua.filing.rules import drafts
from thidua.filing.rules.acknowledging import acknowledgement
from thidua.filing.rules.drafts import Chosen, Draft, Page
from thidua.filing.rules.notices import TOLD, reason_told
from thidua.kernel.errors import RuleBroken
from thidua.onestop.rules import Application, Beside, Brought, Party
from thidua.procedures.rules import OnlineLevel
from thidua.slips.rules import Case, Office, Person

CASE = Case(
    code="H99.41-260309-0001",
    procedure="Đăng ký khai sinh",
    procedure_code="1.900001",
    office=Office("Ủy ban nhân dân\nXã An Phú", "An Phú", "Xã An Phú"),
    person=Person("Lan", "0912345678", "", ""),
    papers=(("Tờ khai", "bản điện tử"),),
    time="2 ngày làm việc",
    channel=Channel.ONLINE,
    filer=Filer.SELF,
    filed=datetime(2026, 3, 9, 9),  # noqa: DTZ001 - local, as forms tell it
    received=None,
    due=None,
    again=None,
    fee=None,
    generated=False,
)
EMPTY = Draft("1.900001")
WRITTEN = Draft("1.900001", "c1", name="Lan", phone="0912345678", hamlet="h1")


def test_a_draft_is_read_back_as_it_was_written():
    draft = WRITTEN.taking(Chosen("Tờ khai", 7)).taking(Chosen("Giấy chứng sinh", reused=True))
    assert drafts.read(draft.plain) == draft
    assert drafts.read({"procedure": "1.900001", "papers": None, "of later": 1}) == EMPTY


def test_one_thing_stands_for_a_component_and_may_leave():
    draft = WRITTEN.taking(Chosen("Tờ khai", 7)).taking(Chosen("Tờ khai", 8))
    assert draft.papers == (Chosen("Tờ khai", 8),)
    assert draft.chosen("Tờ khai") == Chosen("Tờ khai", 8)
    assert draft.leaving("Tờ khai").papers == ()
    assert draft.leaving("Tờ khai").chosen("Tờ khai") is None


@pytest.mark.parametrize(
    ("draft", "page"),
    [
        (EMPTY, Page.WHERE),
        (replace(EMPTY, unit="c1"), Page.WHO),
        (replace(EMPTY, unit="c1", name="Lan"), Page.WHO),
        (WRITTEN, Page.REVIEW),
    ],
)
def test_the_first_page_that_is_still_to_be_written(draft, page):
    assert drafts.first_open(draft) is page


def test_an_unfinished_draft_is_not_filed():
    with pytest.raises(RuleBroken, match="not-finished"):
        drafts.application(EMPTY)


def test_a_draft_is_filed_online_where_it_is_decided():
    draft = replace(WRITTEN, filer=Filer.TEAM.value, support_unit="c2")
    draft = draft.taking(Chosen("Tờ khai", 7, reused=True))
    assert drafts.application(draft) == Application(
        procedure="1.900001",
        unit="c1",
        receipt_unit="c1",
        channel=Channel.ONLINE,
        filer=Filer.TEAM,
        support_unit="c2",
        hamlet="h1",
        papers=(Brought("Tờ khai", 7, reused=True),),
    )
    assert drafts.party(draft, 5) == Party("Lan", "0912345678", person=5)


def test_what_is_lacking_is_named_and_stops_nobody():
    assert drafts.lacking(WRITTEN, world.BIRTH) == ("Tờ khai", "Giấy chứng sinh")
    assert drafts.lacking(WRITTEN.taking(Chosen("Tờ khai")), world.BIRTH) == ("Giấy chứng sinh",)


def test_what_cannot_be_filed_online_is_refused():
    assert drafts.check_online(world.BIRTH, "") == world.BIRTH
    for version, code in ((None, "procedure-not-in-force"), (world.COPY, "not-online")):
        with pytest.raises(RuleBroken, match=code):
            drafts.check_online(version, "1.900001")


def test_papers_are_those_of_the_procedure_and_files_where_it_is_online_all_the_way():
    part = replace(world.BIRTH, online=OnlineLevel.PART)
    drafts.check_component(world.BIRTH, "Tờ khai", on_paper=False)
    drafts.check_component(part, "Tờ khai", on_paper=True)
    for version, component, code in (
        (part, "Sổ đỏ", "no-such-component"),
        (world.BIRTH, "Tờ khai", "file-needed"),
    ):
        with pytest.raises(RuleBroken, match=code):
            drafts.check_component(version, component, on_paper=True)


def test_reasons_among_officers_are_not_told():
    assert {*Act, *Beside} > TOLD
    assert {Act.CONSULT, Act.SEND_BACK, Act.FORWARD}.isdisjoint(TOLD)
    assert reason_told(Act.ASK_SUPPLEMENT, "Thiếu ảnh") == "Thiếu ảnh"
    assert reason_told(Act.SEND_BACK, "Xem lại giúp") == ""


def test_an_acknowledgement_says_code_ticket_and_papers_and_is_no_receipt():
    made = acknowledgement(CASE, "K7QF-2MXD-9TRA-0H5C", ("10", "01"))
    text = str(made.blocks)
    assert CASE.code in text
    assert "K7QF-2MXD-9TRA-0H5C" in text
    assert "chưa phải giấy tiếp nhận" in text
    assert made.squares == ("10", "01")
    assert acknowledgement(replace(CASE, generated=True, papers=()), "", ()).notices
