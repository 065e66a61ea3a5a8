"""The mirror: dossiers that live in other systems, told of by their lists, compared and counted."""
