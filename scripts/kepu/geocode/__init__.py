"""From an address to a point: geopy geocoders for services in China, an offline gazetteer, and the record of every answer.

Editors' work only. A build asks nobody here: it has no network and knows no clock.
"""
