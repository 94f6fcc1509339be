"""A Document as Qt widgets, one keyed widget a node."""
