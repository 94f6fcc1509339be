"""Utterances become sound: speech is data until the last step."""
