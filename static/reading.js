import "./elements/kring-menu.js";
