"""The client of the portal: pages as frozen values, HTTP, cache. No words, no tokens."""
