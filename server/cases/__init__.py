"""What is asked and answered: cases, their clocks and their log."""
