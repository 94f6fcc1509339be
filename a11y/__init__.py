"""Keys become commands, a document and a cursor become speech. No Qt, no HTTP."""
