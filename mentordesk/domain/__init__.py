"""What mentoring is: frozen dataclasses and pure functions, one module per noun."""
