// Read by htmx the moment it is imported, so this module is imported before it.
// No style element of its own (the content security policy forbids it), and back and forward ask the server again.
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = JSON.stringify({ includeIndicatorCSS: false, history: "reload" });
document.head.append(meta);
