"""The pages of a criterion: over all units, and one unit's figure taken apart."""
