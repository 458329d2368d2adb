"""Jemput Bola: the offline program that carries citizens' aspirations from a village to its answer and back."""

__version__ = "0.1.0"
