"""Denominators: dated counts of households, adults, subscribers, businesses at units, with their sources."""
