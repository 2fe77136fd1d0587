"""Whose words each passage is."""
