"""The browser view, in rooms of which each imports only from those before it.

- `recording`: a run of the Mesa driver with a memory of every month
- `cards`: a council, talks, a partnership, what if and the story, as records of plain values
- `ensemble`: many other runs, tallied as they come and summarised
- `charts`: what the charts of talks and of an ensemble are given, and the parts that draw them
- `visit`: one visitor: session, presets, settings, links, uploads, downloads, work beside the page
- `guide`: the pages of the guide
- `classroom`: a class: who is here, and what all guess and play, pooled without names
- `map`: where councils stand, how they are coloured, what links them
- `plots`: small plots beside the map, with the ensemble behind the run
- `tabs`: a file a tab: what it shows and what it does
- `app`: the server, what guards it, and the page

A Vue file stands in the folder `vue` of the room that declares it.
"""
