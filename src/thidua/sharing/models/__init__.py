"""What sharing looks up; there are no tables of its own."""
