"""What QI Tracker costs, as ratios to a floor measured on the same machine in the same run."""
