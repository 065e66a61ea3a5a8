"""Measure what the product promises, on a country of 10,035 communes; printed with the machine."""
