"""What holds between plans: what one that stands under another has to carry on."""
