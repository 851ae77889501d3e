"""What leaves the program: annotate lines, tables for the terminal, files, data frames."""
