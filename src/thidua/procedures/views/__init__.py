"""The pages of procedures: what everybody sees, and where the catalogue is recorded."""
