"""The writers of the programme: the frame (committees, programmes) and the desk (tasks, bottlenecks).

The public part of every event holds codes and units only.
"""
