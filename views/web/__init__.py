"""Foreign web pages: shown behind walls, read as a Document like everything else."""
