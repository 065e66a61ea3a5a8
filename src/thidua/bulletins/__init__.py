"""Launch notices, weekly bulletins and award lists, as documents whose figures have a trace."""
