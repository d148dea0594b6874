"""The body map: where in the body parts are felt, marked on a drawn figure."""
