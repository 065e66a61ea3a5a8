"""What a campaign's documents say: launch notice, weekly bulletin, award list."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from papers_boards import OFFICE, attached, ground, lines
from standings_plans import DAYS, criterion, group, plan, prizes
from thidua.documents.rules import Figure
from thidua.documents.rules.setting import set_words
from thidua.kernel.periods import Period
from thidua.ledger.rules import Grade
from thidua.papers.rules import Asked, Office, Origin
from thidua.papers.rules.awards import Council, Decided, award_list, differences, winners
from thidua.papers.rules.figures import (
    items,
    missing_items,
    plain,
    short,
    sources,
    traced,
    value,
)
from thidua.papers.rules.launch import Published, launch_notice
from thidua.papers.rules.prizes import offered_table, won
from thidua.papers.rules.weekly import Change, Week, weekly_bulletin
from thidua.papers.rules.words import (
    METHODS,
    OVERFLOWS,
    count,
    instant,
    signature,
    source,
    target,
)
from thidua.plans.rules import Form, Overflow, Source, Stage
from thidua.plans.rules.methods import METHODS as TABLE
from thidua.points.rules.sheet import Verdict

ONLINE = criterion("online", target="60%", method="attainment")
MARCH = Stage("march", "Đợt 1", DAYS, True, (), {"communes": prizes(("stage", 1))})
OCTOBER = replace(MARCH, code="october", name="Đợt 2", cumulative=False, prizes={})


# ---- the launch notice ----


def launch(made, office=OFFICE, **units):
    found = ground(made, "unit | online.n\na | 1", site=office.site)
    published = Published("ab" * 32, units or {"communes": 75})
    return launch_notice(found, published, office, Asked(number="7", day=date(2026, 1, 5)))


def test_a_launch_notice_says_what_the_plan_says_and_traces_its_numbers():
    made = replace(
        plan(
            replace(ONLINE, label="Hồ sơ trực tuyến", section="Chính quyền số", our_reading=True),
            replace(
                criterion("more", effect="bonus"), evidence=("Báo cáo",), applies_to=("communes",)
            ),
            groups=(replace(group(prizes=prizes(("first", 1))), name="Khối xã"),),
            tie_breaks=("volume:online",),
        ),
        name="Sáu mươi “ngày” đêm",
        stages=(MARCH, OCTOBER),
        freeze_at=datetime(2024, 12, 15, 10, tzinfo=UTC),
        incomplete="Nguồn không nêu đủ điểm.",
        sources=(
            Source("Kế hoạch", "124/KH-UBND", date(2022, 6, 23), "UBND tỉnh", ""),
            Source("Một bài báo", "", None, "", ""),
        ),
    )
    document = launch(made)
    assert document.subject == "Về việc phát động phong trào thi đua “Sáu mươi ngày đêm”"
    assert lines(document) == [
        "Căn cứ Kế hoạch số 124/KH-UBND ngày 23/06/2022 (UBND tỉnh);",
        ("Ủy ban nhân dân tỉnh Hậu Sông thông báo phát động phong trào thi đua “Sáu mươi ngày đêm” "
        "theo kế hoạch bản 1, như sau:"),
        "I. ĐỐI TƯỢNG THAM GIA",
        "- Khối xã: 75[1] đơn vị;",
        "Đơn vị tính theo địa giới, tổ chức ngày 10/12/2024; xếp hạng riêng từng khối.",
        "II. THỜI GIAN",
        "Từ ngày 10/10/2024 đến hết ngày 10/12/2024, 62 ngày kể cả ngày đầu và ngày cuối.",
        "- Đợt 1: từ 10/10/2024 đến hết 10/12/2024, tính lũy kế từ đầu phong trào;",
        "- Đợt 2: từ 10/10/2024 đến hết 10/12/2024, tính riêng trong đợt;",
        "Khóa số liệu lúc 17 giờ 00 ngày 15/12/2024.",
        "III. TIÊU CHÍ, CHỈ TIÊU",
        "TT | Tiêu chí | Chỉ tiêu | Điểm tối đa | Cách tính điểm | Minh chứng",
        " | Chính quyền số |  |  |  |",
        ("1 | Hồ sơ trực tuyến | 60 %[2] | 100 | "
        "Đạt chỉ tiêu: đủ điểm; chưa đạt: theo phần đã đạt | –"),
        " |  |  |  |  |",
        "2 | more (điểm thưởng). Áp dụng: Khối xã | –[3] | 100 | Điểm tối đa nhân với tỷ lệ | Báo cáo",
        "Tổng điểm của mỗi khối: 100. Nguồn không nêu đủ điểm.",
        "IV. XẾP HẠNG",
        ("Điểm công bố lấy 2 chữ số thập phân; xếp hạng theo điểm chưa làm tròn. "
        "Bằng điểm thì đồng hạng (1, 2, 2, 4)."),
        "Trước khi đồng hạng, xét lần lượt: khối lượng của “Hồ sơ trực tuyến”.",
        "V. KHEN THƯỞNG",
        "Khối | Đợt | Giải | Số giải | Khi bằng điểm",
        "Khối xã | Đợt 1 | stage | 1 | bằng nhau thì cùng nhận, bớt số giải bên dưới",
        "Khối xã | Cả phong trào | first | 1 | bằng nhau thì cùng nhận, bớt số giải bên dưới",
        "VI. CHẾ ĐỘ BÁO CÁO, CÔNG BỐ",
        ("Các đơn vị gửi số liệu trên hệ thống Thi đua số trong thời gian phong trào; số liệu đến sau "
        "khi khóa được nêu riêng ở lần công bố tiếp theo, không sửa lần đã công bố."),
        ("Kết quả, cách tính và nguồn của từng số liệu được công bố tại "
        "https://thidua.example/campaigns/plan/."),
    ]  # fmt: skip
    trace = attached(document)
    assert "[1] | Số đơn vị, Khối xã: 75 | 75 | cây đơn vị ngày 10/12/2024" in trace[-3]
    assert "kế hoạch bản 1, SHA-256 abababababababab…;  (cách đọc của chúng tôi)" in trace[
        -2
    ].replace("; (", ";  (")
    assert set_words(document).number == "Số: 07/TB-UBND"
    assert document.notices  # the plan is simulated


def test_a_plain_plan_leaves_out_what_it_does_not_say():
    made = replace(plan(ONLINE, rounding=(2, "half_up", "line", "published")), generated=False)
    bare = Office("", "", "", "", reporting=("Báo cáo trước 16 giờ thứ Sáu.",))
    document = launch(made, bare)
    said = lines(document)
    assert "Kế hoạch không nêu giải thưởng." in said
    assert "Báo cáo trước 16 giờ thứ Sáu." in said
    assert "Tổng điểm của mỗi khối: 100." in said
    assert said[0].startswith("Cơ quan thường trực thông báo phát động")
    assert said[11].startswith(
        "Điểm công bố lấy 2 chữ số thập phân; xếp hạng theo điểm đã công bố."
    )
    assert (document.notices, document.signature, document.recipients) == ((), None, ())


# ---- the weekly bulletin ----

NOW = """
unit | online.n | online.d
a    | 50       | 100
b    | 60       | 100
c    | 90       | 100
d    |          |
"""
BEFORE = """
unit | online.n | online.d
a    | 55       | 100
b    | 10       | 100
c    | 60       | 100
d    |          |
"""


def week(made, now=NOW, before=BEFORE, *, corrected=(), late=(), **more):
    until = date(2024, 11, 1)
    earlier = ground(made, before, until=date(2024, 10, 25)) if before else None
    current = ground(made, now, until=until, **more)
    return Week(current, earlier, date(2024, 10, 25), corrected, late)


def bulletin(*given, **more):
    return weekly_bulletin(week(*given, **more), OFFICE, Asked())


def test_a_bulletin_says_where_things_stand_who_moved_and_who_needs_help():
    made = replace(plan(ONLINE), generated=False)
    document = bulletin(made)
    assert document.subject == "Kết quả tuần phong trào thi đua “Thử”, đến hết ngày 01/11/2024"
    assert document.notices == ()
    assert lines(document) == [
        ("Đến hết ngày 01/11/2024 (ngày thứ 23 trong 62 ngày, còn 39 ngày), số liệu tính từ 48.210 "
        "mục đầu của sổ ghi, số đang chạy."),
        "I. KẾT QUẢ SO VỚI CHỈ TIÊU",
        "Kết quả toàn khối là tổng tử số chia tổng mẫu số của các đơn vị trong khối đã có số liệu.",
        "TT | Khối, tiêu chí | Kết quả toàn khối | Chỉ tiêu | Đánh giá | Còn thiếu | Đơn vị đạt",
        " | communes |  |  |  |  |",
        "1 | online | 66,67 %[1] | 60 % | vượt | – | 2/4",
        "II. DẪN ĐẦU CÁC KHỐI",
        "communes",
        "Hạng | Đơn vị | Tổng điểm | So với tuần trước",
        "1 (đồng hạng) | Xã B | 100,00[2] | lên từ hạng 3",
        "1 (đồng hạng) | Xã C | 100,00[3] | giữ hạng",
        "3 | Xã A | 83,33[4] | xuống từ hạng 2",
        "III. THAY ĐỔI HẠNG TRONG TUẦN",
        "communes",
        "- Xã B: lên 2 bậc, từ hạng 3 đến hạng 1[5];",
        "- Xã A: xuống 1 bậc, từ hạng 2 đến hạng 3[6];",
        "IV. ĐƠN VỊ CẦN ĐÔN ĐỐC, HỖ TRỢ",
        "communes",
        "Chưa có số liệu ở mọi tiêu chí: Xã D.",
        "online (chỉ tiêu 60 %): 1 đơn vị chưa đạt. Còn cách xa nhất:",
        "- Xã A: 50,00 %[7]; còn thiếu 10 hồ sơ;",
        "V. SỐ LIỆU ĐÃ SỬA, SỐ LIỆU ĐẾN SAU",
        ("Từ ngày 25/10/2024 đến hết ngày 01/11/2024: không có số liệu nào của những ngày trước bị sửa "
        "hoặc đến sau."),
    ]  # fmt: skip
    trace = attached(document)
    assert (
        "[1] | online, communes (3 đơn vị có số liệu): 66,67 % | 200/300 | one-stop; từ tệp nguồn | "
        "sổ ghi #48.210 | /campaigns/plan/standings/communes/?until=2024-11-01"
    ) in trace
    assert (
        "[7] | online, Xã A: 50,00 % | 50/100 | one-stop; từ tệp nguồn | sổ ghi #48.210 | "
        "/campaigns/plan/units/a/criteria/online/?until=2024-11-01"
    ) in trace


def test_the_first_week_has_nothing_to_be_compared_with():
    said = lines(bulletin(plan(ONLINE), NOW, ""))
    assert "Tuần đầu của phong trào: chưa có hạng của tuần trước để so sánh." in said
    assert "3 | Xã A | 83,33[4] | tuần trước chưa có hạng" in said


def test_without_any_number_nobody_leads_and_nobody_is_compared():
    said = lines(bulletin(plan(ONLINE), "unit | online.n\na |", "unit | online.n\na |"))
    assert "1 | online | chưa có số liệu | 60 % | – | – | 0/1" in said
    assert "Chưa có số liệu để xếp hạng." in said
    assert "Không đơn vị nào đổi hạng." in said


def test_all_is_well_where_every_target_is_met():
    said = lines(bulletin(plan(ONLINE), "unit | online.n | online.d\na | 60 | 100", ""))
    assert "1 | online | 60,00 %[1] | 60 % | đạt | – | 1/1" in said
    assert "Mọi đơn vị có số liệu đều đạt các chỉ tiêu." in said


def test_a_group_below_its_target_says_how_many_items_are_missing():
    said = lines(bulletin(plan(ONLINE), "unit | online.n | online.d\na | 1 | 3", ""))
    assert "1 | online | 33,33 %[1] | 60 % | chưa đạt | 1 hồ sơ | 0/1" in said


def test_where_less_is_better_below_the_target_is_above_it():
    late = criterion("late", target="10%", method="inverse")
    table = "unit | late.n | late.d\na | 5 | 100\nb | 40 | 100"
    said = lines(bulletin(plan(late), table, ""))
    assert "1 | late | 22,50 %[1] | 10 % | chưa đạt | 25 hồ sơ | 1/2" in said
    assert "- Xã B: 40,00 %[4]; vượt quá 30 hồ sơ;" in said
    well = lines(bulletin(plan(late), "unit | late.n | late.d\na | 5 | 100", ""))
    assert "1 | late | 5,00 %[1] | 10 % | vượt | – | 1/1" in well


def test_what_does_not_add_up_is_left_to_each_unit():
    rest = criterion("rest", form="complement", target="50%", method="attainment")
    said = lines(bulletin(plan(rest), "unit | rest.n | rest.d\na | 60 | 100", ""))
    assert "1 | rest | tính theo từng đơn vị | 50 % | – | – | 0/1" in said
    assert "- Xã A: 40,00 %[2];" in said


def test_a_count_is_added_up_and_its_target_stays_each_units_own():
    models = criterion("models", form="count", target=2, method="count_target")
    plain_count = criterion("calls", form="count", method="per_item", params={"each": Fraction(1)})
    table = "unit | models | calls\na | 1 | 7\nb | 3 | 8"
    said = lines(bulletin(plan(models, plain_count), table, ""))
    assert "1 | models | 4[1] | 2 | theo từng đơn vị | – | 1/2" in said
    assert "2 | calls | 15[2] | – | – | – | –" in said
    assert "- Xã A: 1[5]; còn thiếu 1 hồ sơ;" in said


def test_a_denominator_of_zero_gives_no_share():
    said = lines(bulletin(plan(ONLINE), "unit | online.n | online.d\na | 0 | 0", ""))
    assert "1 | online | không áp dụng | 60 % | – | – | 0/1" in said


def test_a_criterion_without_numbers_names_the_units_and_not_all_of_a_hundred():
    two = plan(ONLINE, criterion("paid", target="50%", method="attainment"))
    rows = "\n".join(f"u{n:02} | 9 | 10 | |" for n in range(12))
    said = lines(bulletin(two, f"unit | online.n | online.d | paid.n | paid.d\n{rows}", ""))
    named = ", ".join(f"Xã U{n:02}" for n in range(10))
    assert f"paid: chưa có số liệu của {named} và 2 đơn vị khác." in said


def test_more_movers_than_can_be_read_are_counted():
    up = "\n".join(f"u{n:02} | {n} | 100" for n in range(14))
    down = "\n".join(f"u{n:02} | {20 - n} | 100" for n in range(14))
    said = lines(bulletin(plan(ONLINE), f"unit | online.n | online.d\n{up}",
                          f"unit | online.n | online.d\n{down}"))  # fmt: skip
    assert "Và 4 đơn vị khác đổi hạng ít hơn." in said
    assert sum(" bậc, từ hạng " in line for line in said) == 10


def changes(count):
    days = (date(2024, 10, 12), date(2024, 10, 14))
    fixed = Change("online.n", "Xã A", days[0], days[0], 5, 7)
    behind = Change("online.n", "Xã B", *days, None, 12)
    return {"corrected": (fixed,) * count, "late": (behind,) * count}


def test_what_was_corrected_and_what_came_late_is_listed():
    said = lines(bulletin(plan(ONLINE), **changes(1)))
    assert said[-6:] == [
        "Từ ngày 25/10/2024 đến hết ngày 01/11/2024, 1 số đếm đã được sửa:",
        "Số đếm | Đơn vị | Ngày | Trước | Nay",
        "online.n | Xã A | 12/10/2024 | 5 | 7[8]",
        "Số liệu của những ngày đến hết 25/10/2024 mà trong tuần mới ghi:",
        "Số đếm | Đơn vị | Của các ngày | Số lượng",
        "online.n | Xã B | 12/10/2024 – 14/10/2024 | 12[9]",
    ]
    assert lines(bulletin(plan(ONLINE), **changes(21))).count("Và 1 dòng khác.") == 2
    alone = changes(1)
    assert not [
        line for line in lines(bulletin(plan(ONLINE), late=alone["late"])) if "được sửa" in line
    ]
    assert not [
        line
        for line in lines(bulletin(plan(ONLINE), corrected=alone["corrected"]))
        if "mới ghi" in line
    ]


def test_a_bulletin_of_a_replaced_edition_says_so_in_every_trace():
    document = bulletin(plan(ONLINE), edition=3, stale=True)
    assert document.notices[-1].startswith("Lần công bố số 3 đã được thay thế")
    assert "lần công bố số 3" in lines(document)[0]
    trace = attached(document)
    assert trace[4].startswith("“Đã thay thế”")
    assert "công bố lần 3; sổ ghi #48.210; đã thay thế | /editions/plan/3/" in trace[-1]


def test_a_stage_is_named_and_counted_by_its_own_days():
    part = replace(MARCH, period=Period.inclusive(date(2024, 10, 10), date(2024, 10, 31)))
    made = replace(plan(ONLINE), stages=(part,))
    document = bulletin(made, stage=part)
    assert document.subject.endswith("“Thử”, Đợt 1, đến hết ngày 01/11/2024")
    assert "(ngày thứ 23 trong 22 ngày, đã hết thời gian)" in lines(document)[0]
    assert "units/a/?stage=march&until=2024-11-01" in " ".join(attached(document))


def test_simulated_counts_are_marked_on_the_page_and_in_every_figure():
    document = bulletin(
        replace(plan(ONLINE), generated=False), origin=Origin(("x",), Grade.COUNTED, generated=True)
    )
    assert document.notices[0].startswith("Số liệu mô phỏng")
    assert "1 | online | ≈ 66,67 %[1] | 60 % | vượt | – | 2/4" in lines(document)


# ---- the award list ----

POINTS = "unit | a.n | a.d\n" + "\n".join(
    f"{unit} | {points} | 100" for unit, points in zip("abcde", (90, 80, 80, 60, 50), strict=True)
)
CALLED = (("first", 1), ("second", 1), ("third", 1))


def awards(council=None, *, overflow="share", given=CALLED, text=POINTS, **more):
    made = plan(criterion("a"), groups=(group(prizes=prizes(*given, overflow=overflow)),))
    found = ground(made, text, edition=2, **more)
    return found, award_list(found, council or Council(), OFFICE, Asked(day=date(2026, 1, 5)))


def test_an_award_list_without_a_council_gives_the_computed_prizes():
    _found, document = awards()
    nbsp = "\N{NO-BREAK SPACE}"
    assert document.attached_to == (
        f"Kèm theo Quyết định số {nbsp * 6}/QĐ-UBND ngày 05 tháng 01 năm 2026 của "
        "Ủy ban nhân dân tỉnh Hậu Sông"
    )
    assert document.notices[-1].startswith("Chưa ghi nhận kết quả của hội đồng")
    assert lines(document) == [
        "Lập từ lần công bố chính thức số 2, sổ ghi #48.210. Tên đơn vị ghi theo ngày xếp hạng.",
        "I. DANH SÁCH KHEN THƯỞNG",
        "communes",
        "TT | Đơn vị | Giải | Hạng | Tổng điểm | Ghi chú",
        "1 | Xã A | first | 1 | 90,00[1] |",
        "2 | Xã B | second | 2 | 80,00[2] | đồng hạng, 2 đơn vị",
        "3 | Xã C | second | 2 | 80,00[3] | đồng hạng, 2 đơn vị",
        "II. KẾT QUẢ TÍNH VÀ KẾT QUẢ CỦA HỘI ĐỒNG",
        "Chưa ghi nhận kết quả của hội đồng.",
        "III. CƠ CẤU GIẢI",
        "Khối | Giải | Số giải | Đã trao | Ghi chú",
        "communes | first | 1 | 1 |",
        "communes | second | 1 | 2 | nhiều hơn số giải: bằng nhau thì cùng nhận, bớt số giải bên dưới",
        "communes | third | 1 | 0 | chưa trao hết số giải",
    ]
    assert attached(document)[:5] == [
        "Phụ lục I",
        "XẾP HẠNG ĐẦY ĐỦ",
        "(Kèm theo Danh sách của Ủy ban nhân dân tỉnh Hậu Sông)",
        "communes",
        "Hạng | Đơn vị | Tổng điểm | Giải theo kết quả tính | Hội đồng",
    ]


def test_the_councils_prizes_stand_where_it_decided_with_the_computed_ranks_beside():
    council = Council(
        {"b": Decided(1, "first"), "a": Decided(2, "second"), "d": Decided(2, "second")},
        "Biên bản số 3",
        "Xã B làm tốt hơn.",
    )
    found, document = awards(council)
    said = lines(document)
    assert said[1] == "Kết quả của hội đồng: Biên bản số 3."
    assert said[5:8] == [
        "1 | Xã B | first | 1 | 80,00[1] | kết quả tính: hạng 2; giải theo quyết định của hội đồng",
        ("2 | Xã A | second | 2 | 90,00[2] | đồng hạng, 2 đơn vị; kết quả tính: hạng 1; "
        "giải theo quyết định của hội đồng"),
        ("3 | Xã D | second | 2 | 60,00[3] | đồng hạng, 2 đơn vị; kết quả tính: hạng 4; "
        "giải theo quyết định của hội đồng"),
    ]  # fmt: skip
    assert said[9:16] == [
        "Hội đồng quyết định khác kết quả tính ở 4 đơn vị.",
        "Khối | Đơn vị | Kết quả tính | Hội đồng quyết định",
        "communes | Xã A | hạng 1, first | hạng 2, second",
        "communes | Xã B | hạng 2, second | hạng 1, first",
        "communes | Xã C | hạng 2, second | không xếp giải",
        "communes | Xã D | hạng 4 | hạng 2, second",
        "Lý do của hội đồng: Xã B làm tốt hơn.",
    ]
    assert [each.unit for each in differences(found, council)] == ["Xã A", "Xã B", "Xã C", "Xã D"]
    assert document.notices == (document.notices[0],)
    assert "2 | Xã B | 80,00[1] | second | hạng 1, first" in attached(document)


def test_a_council_that_decides_as_computed_says_so():
    council = Council({"a": Decided(1, "first")}, "Biên bản", "Đúng")
    _found, document = awards(council, given=(("first", 1),))
    assert "Hội đồng quyết định đúng như kết quả tính." in lines(document)


def test_a_council_that_says_nothing_of_a_group_leaves_it_as_computed():
    two = (group(prizes=prizes(("first", 1)), units=("a", "b")),
           replace(group("others", units=("c", "d"), prizes=prizes(("first", 1))), level=None))  # fmt: skip
    made = plan(criterion("a"), groups=two)
    found = ground(made, POINTS, edition=1)
    council = Council({"b": Decided(1, "first")}, "x", "y")
    first, other = found.board.groups
    assert [each.standing.sheet.unit for each in winners(found, council, first)] == ["b"]
    assert [each.standing.sheet.unit for each in winners(found, council, other)] == ["c"]
    assert [each.council for each in won(found.board, {"b": "first"})] == [("b",), None]


def test_a_tie_that_waits_for_the_council_is_said():
    _found, document = awards(overflow="council")
    assert "communes | second | 1 | 0 | chờ hội đồng: 2 đơn vị bằng điểm" in lines(document)


def test_where_nobody_has_a_number_nobody_wins():
    _found, document = awards(text="unit | a.n\na |\nb |")
    assert "Không có đơn vị nào được giải." in lines(document)


def test_a_plan_without_prizes_has_an_empty_list():
    _found, document = awards(given=())
    said = lines(document)
    assert "Kế hoạch không nêu giải thưởng." in said
    assert "communes" not in said


def test_the_list_of_a_stage_names_it_and_may_be_of_a_replaced_edition():
    made = replace(plan(criterion("a")), stages=(MARCH,), generated=False)
    found = ground(made, POINTS, stage=MARCH, edition=1, stale=True)
    bare = replace(OFFICE, symbol="")
    document = award_list(found, Council(), bare, Asked(number="9"))
    assert document.subject == "Tập thể được khen thưởng phong trào thi đua “Thử”, Đợt 1"
    assert document.attached_to.startswith("Kèm theo Quyết định số 9/QĐ ngày")
    assert document.notices[-1].startswith("Lần công bố số 1 đã được thay thế")
    assert document.letterhead.number == ""


# ---- words and figures ----


def test_every_method_and_overflow_of_plans_has_its_words():
    assert METHODS.keys() == TABLE.keys()
    assert OVERFLOWS.keys() == set(Overflow)


@pytest.mark.parametrize(
    ("number", "text"), [(7875, "7.875"), (Fraction(5, 2), "2,50"), (Fraction(4, 2), "2")]
)
def test_counts_are_written_as_officials_do(number, text):
    assert count(number) == text


def test_targets_instants_and_sources_are_written_as_officials_do():
    assert target(criterion("a", target="99.5%")) == "99,50\N{NO-BREAK SPACE}%"
    assert target(criterion("a", form="count", target=2)) == "2"
    assert target(criterion("a")) == "–"
    assert instant(datetime(2024, 12, 15, 16, 59, tzinfo=UTC)) == "23 giờ 59 ngày 15/12/2024"
    assert source(Source("Báo", "", None, "", "")) == "Báo"
    assert signature(replace(OFFICE, post="", behalf=())) is None


def test_sources_are_named_so_that_they_can_be_read():
    assert sources(()) == "không có số đếm"
    assert sources(("report.c1", "report.c2")) == "báo cáo của đơn vị"
    assert (
        sources(("e", "d", "b", "a", "report.c1")) == "a, b, d, và 1 nguồn khác, báo cáo của đơn vị"
    )


def test_the_weakest_grade_of_all_counts_is_the_grade_of_a_figure():
    bare = Figure("1", "a", "", 1, "/")
    found = traced(bare, [Origin(("x",), Grade.COUNTED), Origin(("y",), Grade.REPORTED), Origin()])
    assert (found.grade, found.source, found.generated) == (Grade.REPORTED, "x, y", False)
    assert traced(bare, []).grade is None


def test_values_that_cannot_be_given_are_words():
    found = ground(plan(ONLINE), "unit | online.n | online.d\na | 0 | 0\nb | |")
    lines_by_unit = {
        each.sheet.unit: each.sheet.lines[0] for each in found.board.groups[0].standings
    }
    assert value(found, "a", ONLINE, lines_by_unit["a"]) == "không áp dụng"
    assert value(found, "b", ONLINE, lines_by_unit["b"]) == "chưa có số liệu"
    assert found.name("gone") == "gone"


def test_a_product_of_ratios_shows_no_terms_that_nobody_counted():
    parts = [(("n",), ("d",)), (("m",), ("e",))]
    times = criterion("times", form="ratio_times", parts=parts)
    found = ground(plan(times), "unit | n | d | m | e\na | 1 | 2 | 1 | 2")
    line = found.board.groups[0].standings[0].sheet.lines[0]
    assert value(found, "a", times, line).terms == (None, None)
    assert short(times, replace(line, verdict=Verdict.MISSED)) is None


def test_items_are_said_only_where_they_say_something():
    assert missing_items(criterion("a", form="complement", target="50%"), 1, 2) is None
    assert missing_items(criterion("a"), 1, 2) is None
    assert missing_items(criterion("a", form="count", target=5), 2, None) == 3
    assert missing_items(criterion("a", target="10%", method="inverse"), 5, 20) == 3


def test_members_that_reached_a_norm_are_units():
    seven = criterion("seven", form="members_reaching", norm=7)
    found = ground(plan(seven), "unit | seven\na | 3")
    assert seven.indicator.form is Form.MEMBERS_REACHING
    assert items(found, seven, 1200) == "1.200 đơn vị"
    assert items(found, replace(ONLINE, indicator=seven.indicator), 3) == "3 đơn vị"


def test_numbers_that_are_printed_are_whole_where_they_are_whole():
    assert [plain(each) for each in (None, 3, Fraction(6, 2))] == [None, 3, 3]
    assert str(plain(Fraction(1, 3))) == "0.33"


def test_a_plan_without_prizes_has_no_table():
    assert offered_table(plan(ONLINE)) is None
