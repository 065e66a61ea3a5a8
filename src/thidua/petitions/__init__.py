"""What people bring forward about a dossier or a unit, and what the unit answers (phản ánh, kiến nghị)."""
