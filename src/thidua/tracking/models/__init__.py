"""What is remembered of ratings and attempts, and what is open in a browser."""

from thidua.tracking.models.finding import counting_unit, found, named, receipts_of, seat_names
from thidua.tracking.models.tables import Rating, Tries

__all__ = ["Rating", "Tries", "counting_unit", "found", "named", "receipts_of", "seat_names"]
