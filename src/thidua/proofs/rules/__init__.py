"""What pages that prove decide: what a count is part of, how a root is read aloud."""
