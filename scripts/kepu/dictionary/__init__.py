"""What a dataset's records say of it: how full its columns are, what stands in them, how sure and how fresh the rows are."""
