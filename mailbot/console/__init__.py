"""The staff's pages: they read cases and send rulings down the road, never to the registry."""
