"""The inbox: impressions jotted down in a moment, and sorted onto parts later, or not."""
