"""Pages on denominators: the office's desk, and what everybody sees."""
