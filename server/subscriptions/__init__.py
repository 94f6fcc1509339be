"""Notices by mail and SMS, with or without an account, and notices that only their owner reads."""
