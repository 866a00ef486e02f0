"""How it becomes paper: frames imposed on sheets, painted with their tags, written as bytes."""
