/** The pictures on buttons that the first picture does without. */

import { addIcons } from "./icons.ts";

addIcons({
  plus: "M12 6v12M6 12h12",
  minus: "M6 12h12",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  expand: "M9 15l-5 5M4 15v5h5M15 9l5-5M15 4h5v5",
  collapse: "M4 20l6-6M10 19v-5H5M20 4l-6 6M14 5v5h5",
  language:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z",
  save: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14",
  print: "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
  outside: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  close: "M6 6l12 12M18 6L6 18",
  undo: "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
  row_more: "M4 6h16M4 11h16M12 14v6M9 17h6",
  row_less: "M4 6h16M4 11h16M9 17h6",
  column_more: "M6 4v16M11 4v16M14 12h6M17 9v6",
  column_less: "M6 4v16M11 4v16M14 12h6",
  text: "M5 6h14M12 6v13M9 19h6",
  cells: "M4 5h16v14H4zM4 12h16M12 5v14",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  warning: "M12 4L2.8 20h18.4zM12 10v4.5M12 17.3v.1",
  black: "M4 5h16v14H4zM6 8h12M6 12h12M6 16h12",
  white: "M4 5h16v14H4z",
  spotlight: "M12 3v3M5 6l2 2M19 6l-2 2M12 10a5 5 0 1 0 0 10 5 5 0 0 0 0-10z",
  mask: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM5 20L19 4",
  grid: "M4 4h16v16H4zM4 12h16M12 4v16",
  dock: "M3 5h18v14H3zM17 5v14",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7l1-1",
  net: "M7 6a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0M7 18a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0M21.4 12a2.2 2.2 0 1 1-4.4 0 2.2 2.2 0 0 1 4.4 0M7 7l10.2 4M7 17l10.2-4",
  graph: "M3 8h7v8H3zM15 4h6v6h-6zM15 14h6v6h-6zM10 11l5-3M10 13l5 3",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
});
