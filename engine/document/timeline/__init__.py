"""Films as values, in the words of OpenTimelineIO: a timeline has keys (whole pictures at a time), clips (the way from
each key to the next), and tracks beside them: curves of single sliders, wanderings, a sound. The `Timeline` itself and
its `Key` stand in `engine.document.document`, as documents hold them; `changes` makes one of another, `moments` says
what is seen at a time."""
