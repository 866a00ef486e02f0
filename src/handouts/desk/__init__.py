"""The desk: the front desk makes today's handouts in a browser, on this computer or as a page that works without a network.

One function answers the page (`answer.Desk.answer`). Two engines run it: the server on this computer (`server`), and Python in the page
(`in_page`). The page itself is in `page/`: plain modules, no build step.
"""
