"""Attachments read at the terminal: bytes of the portal become pages.

``reading`` and ``reader_process`` belong to the terminal; the rest runs in a process of its
own with little memory, little time and no files: a hostile attachment ends that process only.
"""
