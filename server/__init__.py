"""The reference portal and unified user system; its own process."""
