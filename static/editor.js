// What the edit page loads beside reading.js: the live text and the bars around it.
import "./elements/kring-editing-notice.js";
import "./elements/kring-saved.js";
import "./elements/kring-toolbar.js";
import "./elements/kring-editor.js";
