"""Files of counts as offices have them, mapped, looked at, taken whole or not at all."""
