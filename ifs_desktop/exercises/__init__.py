"""Exercises: guided walks read from Markdown files, kept as runs with answers.

``catalogue`` reads the files, ``run`` knows the way through one, ``edits`` and ``queries`` keep
and find runs; ``kinds`` says what each kind of step asks and stores, ``steps`` shows it.
"""
