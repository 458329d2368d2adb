"""Jemput Bola: carries citizens’ aspirations, offline, from a village to their answer and back."""

__version__ = "0.1.0"
