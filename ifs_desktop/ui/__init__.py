"""The shared look and the small widgets every page is made of; knows no feature."""
