"""What a person brings in: photos, folders of them, codes, and two pictures to compare."""
