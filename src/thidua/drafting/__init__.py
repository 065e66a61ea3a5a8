"""Plans in the making: their tables, what people type into them, what differs, their spreadsheet."""
