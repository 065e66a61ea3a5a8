"""Which figures of a board a count is part of."""
