"""Bytes to texts: the tree of a message, decoded, whatever is wrong with it."""
