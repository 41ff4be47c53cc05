"""Tables in files: CSV, JSON lines, Parquet and Excel, read and written by the ending of their names.

In come rows of cells as the file has them (text, exact numbers, truth values, dates, lists; never a float made from
text), each with the number by which its user knows it. Out go rows of exact values. Nothing here knows a program.
"""
