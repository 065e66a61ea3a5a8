"""What a picture of counts shows, what it says in words, and where its lines, bars and marks stand.

Curve: diễn biến theo ngày. Band: dải của các đơn vị cùng khối. Everything is exact until the
last step, where a place on the drawing is rounded to a tenth of its unit.
"""
