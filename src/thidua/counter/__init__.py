"""The screens of the one-stop shop for officers: inbox, intake, the dossier with its acts, register."""
