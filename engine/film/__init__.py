"""Films of a timeline: what has to be measured before (the sound, the pace of clips), and their frames one by one."""
