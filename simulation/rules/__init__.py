"""The behaviour of the model: plain functions over tables of numbers, one file a noun.

Every function carries `rule`: the Mesa driver calls it as Python, the compiled driver as machine
code, and both get the same bits. `month` holds the order of a month for the compiled driver.
"""
