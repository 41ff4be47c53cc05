"""A checked program to Python source: what comes in is a `Program`, a day, options and which inputs are absent; what
goes out is one function. It knows nothing of rule files, and nothing a user wrote gets into the source as text.
"""
