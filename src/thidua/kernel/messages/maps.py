"""What can go wrong in `maps`."""

from collections.abc import Mapping

from thidua.kernel.messages.entry import Message

MESSAGES: Mapping[str, Message] = {
    "maps.no-place": Message(
        404,
        "{name} không có trên bản đồ: chỉ vẽ được cả nước, tỉnh, thành phố và cấp huyện có đơn vị bên trong.",
        "{name} is not on the map: only the country, provinces, cities and districts with units inside can be drawn.",
    ),
    "maps.file-large": Message(
        413,
        "Tệp lớn hơn {most} MB, chưa đọc gì. Hãy giảm số điểm của đường biên (ví dụ bằng mapshaper, QGIS) rồi gửi lại.",
        "The file is larger than {most} MB; nothing was read. Reduce the points of its outlines and send it again.",
    ),
    "maps.not-json": Message(
        422,
        "Tệp không phải JSON đọc được (mã UTF-8, không có NaN hay Infinity). Chưa ghi gì; hãy xuất lại dưới dạng GeoJSON.",
        "The file is not readable JSON (UTF-8, without NaN or Infinity). Nothing was written; export it again as GeoJSON.",
    ),
    "maps.not-geojson": Message(
        422,
        "Tệp không phải GeoJSON dạng FeatureCollection có đối tượng bên trong. Chưa ghi gì; hãy xuất lại dưới dạng đó.",
        "The file is not a GeoJSON FeatureCollection with features. Nothing was written; export it again as one.",
    ),
    "maps.features": Message(
        422,
        "Tệp có {count} đối tượng, nhiều hơn mức {most}. Chưa ghi gì; hãy chỉ gửi các đơn vị của địa bàn.",
        "The file has {count} features, more than {most}. Nothing was written; send only the units of the area.",
    ),
    "maps.vertices": Message(
        422,
        "Đường biên có hơn {most} điểm. Chưa ghi gì; hãy giản lược rồi gửi lại.",
        "The outlines have more than {most} points. Nothing was written; simplify them and send them again.",
    ),
    "maps.wrong-geometry": Message(
        422,
        "Đối tượng “{feature}” không phải vùng (Polygon hoặc MultiPolygon) với các vòng điểm đầy đủ. Chưa ghi gì; hãy sửa trong tệp rồi gửi lại.",
        "Feature “{feature}” is no area (Polygon or MultiPolygon) of whole rings. Nothing was written; mend the file and send it again.",
    ),
    "maps.not-wgs84": Message(
        422,
        "Đối tượng “{feature}” có điểm nằm ngoài Việt Nam khi đọc theo kinh độ, vĩ độ WGS 84. Chưa ghi gì; hãy chuyển tệp từ VN-2000 sang WGS 84 (EPSG:4326) rồi gửi lại.",
        "Feature “{feature}” has points outside Viet Nam when read as longitude and latitude of WGS 84. Nothing was written; convert the file to EPSG:4326 and send it again.",
    ),
    "maps.twice": Message(
        422,
        "Đối tượng “{feature}” trùng đơn vị {unit} với một đối tượng trước đó. Chưa ghi gì; mỗi đơn vị chỉ có một đối tượng trong tệp.",
        "Feature “{feature}” is the same unit {unit} as an earlier one. Nothing was written; a unit has one feature in the file.",
    ),
    "maps.nothing-matched": Message(
        422,
        "Không đối tượng nào khớp với đơn vị của địa bàn theo mã của hệ thống, mã GSO hay tên: {features}. Chưa ghi gì; hãy thêm thuộc tính mã đơn vị rồi gửi lại.",
        "No feature is a unit of the area by our id, its GSO code or its name: {features}. Nothing was written; add a property with the code and send it again.",
    ),
    "maps.overlap": Message(
        422,
        "Các vùng trong tệp chồng lên nhau quá nhiều. Chưa ghi gì; hãy sửa lỗi chồng lấn trong tệp rồi gửi lại.",
        "The areas of the file overlap too much. Nothing was written; mend the overlaps and send it again.",
    ),
    "maps.source-missing": Message(
        422,
        "Hãy ghi nguồn và giấy phép của đường biên; cả hai hiện dưới bản đồ. Chưa ghi gì.",
        "Say the source and the licence of the outlines; both stand below the map. Nothing was written.",
    ),
    "maps.sent-already": Message(
        409,
        "Tệp này đã được gửi và chưa rút. Chưa ghi gì thêm; hãy xem trong danh sách bên dưới.",
        "This file was sent already and is not withdrawn. Nothing more was written; see the list below.",
    ),
    "maps.no-set": Message(
        404,
        "Không có bộ đường biên {boundaries} của đơn vị này.",
        "There is no set of outlines {boundaries} of this unit.",
    ),
    "maps.set-moved-on": Message(
        409,
        "Bộ đường biên này đã được dùng hoặc đã rút trước đó. Chưa ghi gì thêm; hãy mở lại trang.",
        "This set of outlines was shown or withdrawn already. Nothing more was written; open the page again.",
    ),
    "portal.expected-beside": Message(
        422, "Hãy viết ngày như 2025-07-01.", "Write the day like 2025-07-01."
    ),
}
