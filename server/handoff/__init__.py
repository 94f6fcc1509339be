"""Files from the visitor: handed over by the phone, never from a disk at the terminal."""
