"""Documents on the screen: composed without Qt, shown with it."""
