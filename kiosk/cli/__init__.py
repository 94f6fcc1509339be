"""The commands of main.py, each imported only when it is called."""
