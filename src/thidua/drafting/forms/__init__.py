"""The steps of the desk, their fields, and the forms made of them."""
