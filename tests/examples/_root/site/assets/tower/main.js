document.title = "灯塔";
