"""Words by key and language, and script conversion. A leaf: no room of ours below it."""
