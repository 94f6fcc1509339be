"""The protocol side of the provider, on authlib's server classes."""
