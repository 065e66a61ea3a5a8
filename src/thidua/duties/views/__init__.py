"""The desk of a unit: its tasks, its bottlenecks, what it has to answer, and the look back."""
