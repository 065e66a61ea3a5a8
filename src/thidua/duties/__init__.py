"""What units have to do: tasks given to them, bottlenecks that they raise, and the look back."""
