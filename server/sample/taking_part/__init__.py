"""Sample of everything that is asked, answered, watched and subscribed."""
