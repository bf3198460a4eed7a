"""The look: colour roles, type, icons, style sheet and the painting vocabulary. It knows nothing of mentoring."""
