"""What the owner of the log's key could publish, signed and all, and verify refuses."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from django.conf import settings

import portal_campaign as campaign
import standings_forging as forging
import standings_freezing as freeze
from ledger_logs import Signer
from thidua.campaigns.actions import export_plans, publish_plan
from thidua.kernel.errors import RuleBroken
from thidua.ledger.actions import sequence
from thidua.ledger.models import Entry
from thidua.ledger.outside import verifier_keys
from thidua.ledger.rules import note
from thidua.standings.models import State
from thidua.verify import log as logs
from thidua.verify import standings as verify
from thidua.verify.__main__ import main
from worlds import shared

pytestmark = pytest.mark.django_db


made = shared(campaign.make)


@pytest.fixture
def folder(made):
    return forging.opened()


def refusal(folder):
    folder.sign()
    with pytest.raises(RuleBroken) as broken:
        verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))
    reason = broken.value.facts.get("reason")
    return broken.value.code, reason.code if isinstance(reason, RuleBroken) else None


def announce_workbook(folder, content=None):
    (edition,) = folder.editions
    path = forging.folder(edition) / "standings.xlsx"
    path.write_bytes(path.read_bytes() if content is None else content)
    files = json.loads((path.parent / "edition.json").read_bytes())["files"]
    files["standings.xlsx"] = sha256(path.read_bytes()).hexdigest()
    folder.frame(edition, files=files)


def workbook_refusal(folder, content=None):
    announce_workbook(folder, content)
    return refusal(folder)[0]


def test_a_folder_that_is_only_signed_anew_is_right(folder):
    folder.sign()
    assert len(verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("h2,,Hai,hamlet,hamlet,c1", "h2,,Hai,hamlet,hamlet,c2"),
        ("An Phú", "Bình An"),
        ("c2,102,Bình An,ward,commune,p1,,communes,", "c2,,,,,,,,c1:1"),
        ("c2,102,", "c2,103,"),
    ],
)
def test_another_tree_than_the_one_that_the_log_holds_for_the_plan(folder, old, new):
    (edition,) = folder.editions
    before = (forging.folder(edition) / "units.csv").read_text()
    assert old in before
    folder.rewrite(edition, "units.csv", lambda text: text.replace(old, new))
    assert refusal(folder) == ("verify.tree-differs", None)


@pytest.mark.parametrize("row", ["zz,,,,,,,,c1:5", "zz,,,,,,,,c1:2;c2:-1", "zz,,,,,,,,c1:0;c2:1"])
def test_shares_that_make_up_no_whole(folder, row):
    folder.rewrite(folder.editions[0], "units.csv", lambda text: f"{text}{row}\n")
    assert refusal(folder) == ("verify.shares-wrong", None)


def test_the_counts_of_a_unit_that_stands_are_given_to_nobody(folder):
    folder.rewrite(
        folder.editions[0],
        "units.csv",
        lambda text: text.replace("p1,,communes,\n", "p1,,communes,c3:1\n", 1),
    )
    assert refusal(folder) == ("verify.shares-wrong", None)


def test_an_edition_before_what_it_counts(folder):
    folder.editions[0]["t"] = "2024-10-21T00:00:00Z"
    assert refusal(folder) == ("verify.edition-out-of-turn", "standings.before-counted")


def test_a_first_edition_with_another_number(folder):
    folder.change(folder.editions[0], nr=7)
    assert refusal(folder) == ("verify.edition-out-of-turn", "standings.number-not-next")


def test_a_second_edition_that_counts_less(folder):
    (first,) = folder.editions
    folder.again(first, nr=2, size=first["p"]["size"] - 1)
    assert refusal(folder) == ("verify.edition-out-of-turn", "standings.log-shorter")


def test_a_second_edition_before_the_first(folder):
    (first,) = folder.editions
    second = folder.again(first, nr=2)
    first["t"] = "2024-11-09T00:00:00Z"
    assert second["t"] < first["t"]
    assert refusal(folder) == ("verify.edition-out-of-turn", "standings.before-earlier")


def test_an_edition_that_counts_itself(folder):
    folder.change(folder.editions[0], size=len(folder.leaves))
    assert refusal(folder) == ("verify.edition-size", None)


def test_an_official_edition_before_the_end(folder):
    folder.change(folder.editions[0], state="official")
    assert refusal(folder) == ("verify.edition-out-of-turn", "standings.not-over")


def test_a_provisional_edition_after_the_official_one(folder):
    campaign.publish(state=State.OFFICIAL, at=campaign.CLOSED)
    folder = forging.opened()
    last = folder.editions[-1]
    folder.again(last, nr=3, state="provisional")
    assert refusal(folder) == ("verify.edition-out-of-turn", "standings.official-already")


def test_a_plan_that_comes_after_what_it_ranks(folder):
    (plan,), (edition,) = folder.plans, folder.editions
    folder.leaves.remove(plan)
    folder.leaves.insert(folder.leaves.index(edition), plan)
    edition["p"]["size"] = folder.leaves.index(plan)
    assert refusal(folder) == ("verify.plan-not-in-force", None)


def newer_plan(*changes):
    content = campaign.PLAN.format(code="sixty", name="Phong trào thử", visibility="public")
    later = [("version = 1", "version = 2"), ("effective_from = 2024-10-10", "effective_from = 2024-11-01")]  # fmt: skip
    for old, new in (*later, *changes):
        assert old in content
        content = content.replace(old, new, 1)
    publish_plan(content=content.encode(), actor=campaign.ACTOR, at=campaign.DURING)
    export_plans()


def test_an_edition_by_a_plan_that_was_replaced():
    campaign.open_units()
    campaign.plan()
    campaign.counts()
    newer_plan()
    campaign.publish()
    folder = forging.opened()
    first, _ = folder.plans
    folder.change(folder.editions[0], plan=first["p"]["sha256"])
    assert refusal(folder) == ("verify.plan-not-in-force", None)


def test_versions_of_a_plan_in_another_order():
    campaign.open_units()
    campaign.plan()
    newer_plan()
    sequence()
    folder = forging.opened()
    folder.leaves.reverse()
    (settings.PUBLISHED / "units").mkdir()
    assert refusal(folder) == ("verify.plan-order", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("version", 2), ("name", "x"), ("campaign", "x"), ("effective_from", "2024-10-09")],
)
def test_a_plan_that_is_not_what_its_leaf_says(folder, field, value):
    (plan,) = folder.plans
    content = (settings.PUBLISHED / "plans/sixty/1.toml").read_bytes()
    folder.change(plan, **{field: value})
    path = settings.PUBLISHED / f"plans/{plan['p']['campaign']}/{plan['p']['version']}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    assert refusal(folder) == ("verify.plan-differs", None)


def test_a_fact_of_a_day_that_had_not_come(folder):
    folder.facts[-1]["day"] = "2024-12-09"
    assert refusal(folder) == ("verify.fact-ahead", None)


@pytest.mark.parametrize(
    "changed", [{"unit": "c2"}, {"measure": "received"}, {"day": "2024-10-19"}]
)
def test_a_correction_at_another_place(folder, changed):
    corrected, leaf = folder.facts[1], next(one for one in folder.leaves if "facts" in one["p"])
    assert corrected["unit"] == "h1"
    assert corrected["measure"] == "online"
    leaf["p"]["facts"].append({**corrected, **changed, "id": "a" * 26, "corrects": corrected["id"]})
    assert refusal(folder) == ("verify.correction-wrong", None)


@pytest.mark.parametrize(
    ("which", "public"),
    [
        ("editions", {"note": "x"}),
        ("editions", {"campaign": ["sixty"]}),
        ("editions", {"nr": True}),
        ("editions", {"state": "final"}),
        ("editions", {"size": "12"}),
        ("plans", {"note": "x"}),
        ("plans", {"tree": None}),
        ("plans", {"version": True}),
    ],
)
def test_leaves_that_say_more_or_other_than_publishing_writes(folder, which, public):
    (leaf,) = getattr(folder, which)
    leaf["p"].update(public)
    folder.sign = folder._write  # noqa: SLF001 - the files stay where they are
    assert refusal(folder) == ("verify.leaf-malformed", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nr", 2), ("state", "official"), ("size", 3), ("stage", "october"), ("campaign", "x"),
        ("tree_day", "2024-12-09"), ("plan", {"version": 2, "sha256": ""}), ("more", ""),
        ("replaces", 1), ("at", "2024-11-02T10:00:00Z"), ("until", "2024-10-31"),
    ],
)  # fmt: skip
def test_a_frame_that_says_other_than_its_leaf(folder, field, value):
    folder.frame(folder.editions[0], **{field: value})
    assert refusal(folder) == ("verify.recount-differs", None)


@pytest.mark.parametrize("content", ["[]", "{}", "", "[" * 100_000, '{"reason":' * 50_000])
def test_a_frame_that_is_none_is_refused_without_a_traceback(folder, content, capsys):
    folder.rewrite(folder.editions[0], "edition.json", lambda _: content)
    folder.sign()
    assert main(["standings", str(settings.PUBLISHED)]) == 3
    assert "không đúng khuôn dạng" in capsys.readouterr().err


@pytest.mark.parametrize("content", ['"\n', "unit\n", "\x00"])
def test_a_tree_that_is_none_is_refused_without_a_traceback(folder, content):
    path = forging.folder(folder.editions[0]) / "units.csv"
    folder.sign()
    path.write_text(content)
    folder.editions[0]["p"]["files"]["units.csv"] = sha256(content.encode()).hexdigest()
    folder._write()  # noqa: SLF001 - the tree of the day stays
    assert main(["standings", str(settings.PUBLISHED)]) == 3


def test_a_plan_of_brackets_is_refused_without_a_traceback(folder, capsys, tmp_path):
    content = b"a=" + b"[" * 100_000
    (settings.PUBLISHED / "plans/sixty/1.toml").write_bytes(content)
    folder.change(folder.plans[0], sha256=sha256(content).hexdigest())
    folder.sign()
    assert main(["standings", str(settings.PUBLISHED)]) == 3
    assert "plans/sixty/1.toml" in capsys.readouterr().err
    (tmp_path / "plan.toml").write_bytes(content)
    assert main(["rank", str(tmp_path / "plan.toml"), str(tmp_path / "plan.toml")]) == 3


def test_an_earlier_checkpoint_has_to_hold(folder, tmp_path):
    kept = tmp_path / "checkpoint"
    kept.write_bytes((settings.PUBLISHED / "log/checkpoint").read_bytes())
    verb = ["standings", str(settings.PUBLISHED), "--since", str(kept)]
    assert main(verb) == 0
    folder.leaves[0]["t"] = "2024-01-01T00:00:00Z"
    folder.sign()
    assert main(verb) == 3


# ── the freeze


def make_frozen():
    """Publish two editions after the freeze: nothing admitted yet, then one of two late facts."""
    campaign.open_units()
    freeze.plan()
    campaign.counts()
    late = freeze.late("c2", "late", received=2, online=2)
    freeze.late("c3", "rest", received=1)
    freeze.publish()
    freeze.admit(late["received"], late["online"])
    freeze.publish(reason="Chấp nhận")


late = shared(make_frozen)


@pytest.fixture
def frozen(late):
    return forging.opened()


def leaf_of(folder, fact):
    return next(
        leaf
        for leaf in folder.leaves
        if any(one["id"] == fact for one in leaf["p"].get("facts", ()))
    )


def told(folder, **changed):
    """Change what the last edition says of its freeze."""
    last = folder.editions[-1]
    path = forging.folder(last) / "edition.json"
    folder.frame(last, freeze={**json.loads(path.read_bytes())["freeze"], **changed})


def test_frozen_editions_that_are_only_signed_anew_are_right(frozen):
    frozen.sign()
    assert len(verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))) == 2


def test_a_late_fact_that_is_counted(frozen):
    early = leaf_of(frozen, freeze.ids("d")["online"])
    early["t"] = "2024-12-16T00:00:00Z"
    assert refusal(frozen) == ("verify.recount-differs", None)


def test_a_fact_in_time_that_is_left_out(frozen):
    rest = leaf_of(frozen, freeze.ids("rest")["received"])
    rest["t"] = "2024-12-15T10:00:00Z"
    assert refusal(frozen) == ("verify.recount-differs", None)


def test_a_count_of_late_facts_that_is_too_small(frozen):
    told(frozen, left_out=0)
    assert refusal(frozen) == ("verify.recount-differs", None)


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "2024-12-18T10:00:00Z"}, {"size": 3}, {"admitted": []}, {"left_out": 2}, {"more": 1},
        {"admitted": [{"leaf": 3, "facts": ["a" * 26]}]},
    ],
)  # fmt: skip
def test_a_frame_that_lies_about_the_freeze(frozen, changed):
    told(frozen, **changed)
    assert refusal(frozen) == ("verify.recount-differs", None)


@pytest.mark.parametrize("value", [None, [], {}, {"admitted": [{}]}, "x"])
def test_a_frame_with_another_thing_for_its_freeze(frozen, value):
    frozen.frame(frozen.editions[-1], freeze=value)
    assert refusal(frozen)[0] in {"verify.recount-differs", "verify.edition-malformed"}


def test_an_admission_that_the_log_does_not_hold(frozen):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    leaf["p"]["ids"] = [freeze.ids("rest")["received"]]
    assert refusal(frozen) == ("verify.recount-differs", None)
    frozen.leaves.remove(leaf)
    last = frozen.editions[-1]
    last["p"]["size"] -= 1
    frozen.frame(last, size=last["p"]["size"])
    assert refusal(frozen) == ("verify.recount-differs", None)


def test_an_admission_that_comes_after_the_edition(frozen):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    frozen.leaves.remove(leaf)
    frozen.leaves.append(leaf)
    last = frozen.editions[-1]
    last["p"]["size"] -= 1
    frozen.frame(last, size=last["p"]["size"])
    assert refusal(frozen) == ("verify.recount-differs", None)


def test_an_admission_before_its_fact(frozen):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    frozen.leaves.remove(leaf)
    frozen.leaves.insert(2, leaf)
    assert refusal(frozen) == ("verify.admitted-unknown", None)


@pytest.mark.parametrize("ids", [["a" * 26], [1], [None], ["b", {}]])
def test_an_admission_of_facts_that_are_not_there(frozen, ids):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    leaf["p"]["ids"] = ids
    assert refusal(frozen) == ("verify.admitted-unknown", None)


@pytest.mark.parametrize(
    "public",
    [{"ids": "abc"}, {"n": 2, "sha256": "0" * 64}, {"more": 1}, {"n": "2"}, {"ids": None, "n": 2}],
)
def test_an_admission_in_another_form(frozen, public):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    leaf["p"].update(public)
    assert refusal(frozen) == ("verify.leaf-malformed", None)


def test_a_mark_of_admitted_facts_that_the_edition_does_not_keep(frozen):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    leaf["p"] = {"campaign": "sixty", "n": 2, "sha256": "0" * 64}
    assert refusal(frozen) == ("verify.admission-differs", None)


def test_a_correction_that_is_admitted_without_the_late_fact_that_it_corrects(frozen):
    (leaf,) = [one for one in frozen.leaves if one["k"] == freeze.ADMITTED]
    rest = leaf_of(frozen, freeze.ids("rest")["received"])
    late = leaf_of(frozen, freeze.ids("late")["received"])
    first = next(one for one in late["p"]["facts"] if one["measure"] == "received")
    rest["p"]["facts"][0].update(unit="c2", corrects=first["id"])
    leaf["p"]["ids"] = [freeze.ids("rest")["received"]]
    assert refusal(frozen) == ("verify.admitted-alone", "standings.late-alone")


def test_an_edition_that_says_nothing_of_the_freeze_after_one_that_did(frozen):
    last = frozen.editions[-1]
    del last["p"]["layout"]
    assert refusal(frozen) == ("verify.edition-layout", None)


def test_an_edition_of_the_first_layout_is_right_as_long_as_it_could_be_one(folder):
    (edition,) = folder.editions
    forging.first_layout(edition)
    folder.sign()
    assert len(verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))) == 1
    edition["t"] = "2027-01-01T00:00:00Z"
    assert refusal(folder) == ("verify.edition-layout", None)


# ── the spreadsheet


def repacked(change, extra=()):
    path = settings.PUBLISHED / "editions/sixty/1/standings.xlsx"
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
        for name in extra:
            new.writestr(name, "x")
    path.write_bytes(made.getvalue())


def swapped(_name, text):
    return text.replace("An Phú", "\0").replace("Bình An", "An Phú").replace("\0", "Bình An")


def in_sheet(old, new):
    def change(name, text):
        if name == "xl/worksheets/sheet1.xml":
            assert old in text
            return text.replace(old, new, 1)
        return text

    return change


def in_part(part, old, new):
    return lambda name, text: text.replace(old, new, 1) if name == part else text


def test_a_workbook_that_is_only_packed_anew_is_right(folder):
    repacked(lambda _, text: text)
    announce_workbook(folder)
    folder.sign()
    assert len(verify.check(settings.PUBLISHED, logs.read(settings.PUBLISHED))) == 1


@pytest.mark.parametrize(
    "change",
    [
        swapped,
        in_sheet('<c r="A4"><v>1</v>', '<c r="A4"><v>2</v>'),
        in_sheet('<c r="A4"><v>1</v></c>', ""),
        in_part("xl/workbook.xml", 'name="1.', 'name="2.'),
    ],
)
def test_cells_that_are_not_those_of_the_recount(folder, change):
    repacked(change)
    assert workbook_refusal(folder) == "verify.recount-differs"


@pytest.mark.parametrize(
    "change",
    [
        in_sheet("<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
        in_sheet("<sheetData>", "<?x y?><sheetData>"),
        in_sheet('<c r="A4"><v>', '<c r="A4"><f>1+1</f><v>'),
        in_sheet('<c r="A4"><v>1</v>', '<c r="A4"><v>1</v><v>2</v>'),
        in_sheet('<c r="A4"><v>1</v>', '<c r="A4"><v>1.5</v>'),
        in_sheet('<c r="A4"><v>1</v>', '<c r="A4" t="s"><v>999999</v>'),
        in_sheet('<c r="A4">', '<c r="A4" t="str">'),
        in_sheet('<c r="A4">', '<c r="4A">'),
        in_sheet('<c r="B4"', '<c r="A4"'),
        in_sheet('<row r="4"', '<row hidden="1" r="4"'),
        in_sheet('width="', 'width="0" x="'),
        in_sheet('width="7', 'width="0.7'),
        in_sheet("</worksheet>", ""),
        in_sheet("<sheetData>", "<sheetData>" * 40),
        in_part("xl/styles.xml", 'numFmtId="0"', 'numFmtId="164"'),
        in_part("xl/styles.xml", "<fonts", '<numFmts count="1"><numFmt numFmtId="164" formatCode="9"/></numFmts><fonts'),
        in_part("xl/sharedStrings.xml", "<si><t>", "<si><t>x</t><t>"),
        in_part("xl/sharedStrings.xml", "<si><t>", "<si><r/><t>"),
        in_part("xl/workbook.xml", "<sheet name", '<sheet state="hidden" name'),
        in_part("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet2.xml"),
    ],
)  # fmt: skip
def test_a_workbook_that_could_show_other_than_its_cells(folder, change):
    repacked(change)
    assert workbook_refusal(folder) == "verify.workbook-odd"


def test_a_workbook_with_other_parts_or_none(folder):
    path = settings.PUBLISHED / "editions/sixty/1/standings.xlsx"
    good = path.read_bytes()
    repacked(lambda _, text: text, extra=["xl/vbaProject.bin"])
    assert workbook_refusal(folder) == "verify.workbook-odd"
    for bad in (b"", b"x" * 100, good[:-30], good + b"x", good[:200] + good[400:]):
        assert workbook_refusal(folder, bad) == "verify.workbook-odd"


# ── receipts


def test_a_receipt_is_checked_by_its_signature_and_in_the_folder(folder, tmp_path, capsys):
    entry = Entry.objects.last()
    file, (_, key) = tmp_path / "receipt.txt", verifier_keys()
    file.write_text(entry.note)
    assert (settings.PUBLISHED / "receipt.vkey").read_text() == f"{key}\n"
    assert main(["receipt", str(file), "--key", key]) == 0
    assert main(["receipt", str(file), str(settings.PUBLISHED), "--key", key]) == 0
    assert f"leaf {entry.outbox.leaf_index}" in capsys.readouterr().out
    file.write_text(entry.note.replace("2024", "2023"))
    assert main(["receipt", str(file), "--key", key]) == 3
    log_key, _ = verifier_keys()
    file.write_text(entry.note)
    assert main(["receipt", str(file), "--key", log_key]) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"t": "2024-11-01T10:01:01Z"}, "lệch hơn một phút"),
        ({"c": "0" * 64}, "không có việc mà biên nhận"),
    ],
)
def test_a_receipt_shows_what_the_log_does_not_keep(folder, tmp_path, capsys, change, words):
    file, (_, key) = tmp_path / "receipt.txt", verifier_keys()
    file.write_text(Entry.objects.last().note)
    assert folder.leaves[-1]["t"] == "2024-11-01T10:00:00Z"
    folder.leaves[-1].update(change)
    folder.sign()
    assert main(["receipt", str(file), str(settings.PUBLISHED), "--key", key]) == 3
    assert words in capsys.readouterr().err


def test_a_receipt_in_another_form_or_for_another_log_is_refused(folder, tmp_path, capsys):
    signer = Signer("other.example/receipt")
    file, verb = tmp_path / "receipt.txt", ["receipt", str(tmp_path / "receipt.txt")]
    text = note.receipt("other.example", "a" * 26, "0" * 64, "2024-11-01T10:00:00Z")
    file.write_bytes(signer.sign(text))
    assert main([*verb, "--key", signer.verifier]) == 0
    assert main([*verb, str(settings.PUBLISHED), "--key", signer.verifier]) == 3
    assert "không phải khóa biên nhận của sổ" in capsys.readouterr().err
    for old, new in (("\n60\n", "\n61\n"), ("T10", " 10"), ("other", "another"), ("aaa", "AAA")):
        file.write_bytes(signer.sign(text.replace(old, new, 1)))
        assert main([*verb, "--key", signer.verifier]) == 3
        assert "Biên nhận không đúng khuôn dạng" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\n", "verify.key-malformed"),
        (b"", "verify.key-malformed"),
        (f"{Signer('other.example/receipt').verifier}\n".encode(), "verify.file-differs"),
    ],
)
def test_the_published_key_of_receipts_is_that_of_the_log_s_name(folder, content, code):
    (settings.PUBLISHED / "receipt.vkey").write_bytes(content)
    assert refusal(folder) == (code, None)


def test_a_name_in_a_leaf_never_leads_out_of_the_folder(folder):
    folder.plans[0]["p"]["campaign"] = "../.."
    folder.sign()
    assert refusal(folder) == ("verify.file-unlisted", None)
