"""Telling machines from people, and what a delivery report says."""
