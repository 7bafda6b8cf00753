// {{ build.build }}
self.ESSENTIALS = {{ ["./", "offline/", "assets/tokens.css", "assets/components.css", "assets/text-size.js", "assets/keep.js", "assets/mark.svg"]|tojson }};
importScripts("assets/offline.js");
