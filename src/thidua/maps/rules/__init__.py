"""How units become a picture: their shapes, their colours, and the days that it is shown for."""
