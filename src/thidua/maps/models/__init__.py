"""Pictures of units: their shapes, what they are worth, and both put together."""
