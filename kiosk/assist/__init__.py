"""Staff beside the visitor: called, signed in, shown only what is shared, and gone again."""
