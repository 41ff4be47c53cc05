"""What a rule does to many cases: answers along one value, and before and after a change.

In come rule books, questions and tables; out go values, and pictures of them. It must not know how figures are worded:
the words of titles and axes are given to it.
"""
