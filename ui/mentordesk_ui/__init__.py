"""The desktop of MentorDesk: Qt Widgets over the core package `mentordesk`."""
