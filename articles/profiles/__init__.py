"""What the pages of people, seats, councils and parties say beside the words themselves."""
