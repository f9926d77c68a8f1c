"""Card templates and the facts that they quote, read by hubkit: students, data sets, the Space."""
