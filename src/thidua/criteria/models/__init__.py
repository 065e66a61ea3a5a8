"""What the pages of a criterion look up; there are no tables of their own."""
