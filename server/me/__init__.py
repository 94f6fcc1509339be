"""What a person arranges for himself or herself: the own home page."""
