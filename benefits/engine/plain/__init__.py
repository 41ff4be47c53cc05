"""The plain evaluator: walks a program's formulas by need, with unknown values.

What comes in is an accepted case; what goes out is its `Decision`, or the inputs that still matter. It knows nothing of
the compiler, which must give the same answers.
"""
