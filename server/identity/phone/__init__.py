"""The pages for people: plain HTML forms that need no script, for any phone."""
