"""What the plan desk knows of a plan in the making: its tables, what people type, what differs.

Draft: dự thảo. A draft is the tables of a plan's file, whatever is still wrong with them; it
becomes a plan by being published, whose format and check stand in `thidua.plans`.
"""
