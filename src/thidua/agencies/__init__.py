"""Which unit is which agency: the codes (mã định danh) that stand in front of every dossier's number."""
