"""The house: set-up, screens, sound and checks. Standard library only: it runs before the rest."""
