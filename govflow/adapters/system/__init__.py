"""The machine itself: its clock and its chance. The only place either is asked."""
