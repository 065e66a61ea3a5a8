"""How people follow their dossier, rate it, and petition (tra cứu, đánh giá, phản ánh)."""
