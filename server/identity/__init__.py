"""The unified user system: accounts and an OpenID provider (authlib inside Django)."""
