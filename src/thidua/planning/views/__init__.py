"""The pages of the plan desk."""
