"""What the pages of a unit gather: its parts, its relatives with figures, its editions."""
