"""What a system's interface gives, laid out as a list: known keys only, every value as a cell."""

from thidua.mirror.rules.lists import sheet_of


def test_objects_become_rows_of_known_columns():
    told = [
        {"MaHoSo": "H99.41-260309-0001", "Lệ phí": 8000, "TenNguoiNop": "không ai"},
        {"MaHoSo": "H99.41-260309-0002", "Lệ phí": 1.5, "Có kết quả điện tử": True},
        {"MaHoSo": None, "Lệ phí": ["hai", 3]},
    ]
    assert sheet_of(told).rows == (
        ("MaHoSo", "Lệ phí", "Có kết quả điện tử"),
        ("H99.41-260309-0001", 8000, ""),
        ("H99.41-260309-0002", "1.5", "1"),
        ("", "['hai', 3]", ""),
    )
