"""Engines that find passages, one a module."""
