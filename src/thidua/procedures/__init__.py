"""The catalogue of administrative procedures: what each asks, costs and takes, version by version."""
