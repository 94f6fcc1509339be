"""The shell: composes every room; visit, idle clock, ending, supervisor."""
