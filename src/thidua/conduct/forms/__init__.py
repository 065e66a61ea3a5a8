"""The shape of what people type while a campaign runs."""
