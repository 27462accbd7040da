"""The application: the server, what guards it, and the page put together from its parts."""
