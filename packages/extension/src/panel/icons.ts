/** The icons of the toolbars, as strokes in the colour of the text. */
export const icons = {
  zoomIn: icon('<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14M5 7h4M7 5v4"/>'),
  zoomOut: icon('<circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5 14 14M5 7h4"/>'),
  fit: icon(
    '<path d="M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5"/><rect x="5" y="5" width="6" height="6"/>',
  ),
  actualSize: icon('<path d="M2 5 4 3.5V12.5M11 5l2-1.5V12.5M8 6.5v.01M8 10.5v.01" stroke-linecap="round"/>'),
  turn: icon('<path d="M3 3v6.5h8.5M9 7l2.5 2.5L9 12"/>'),
  focus: icon('<circle cx="8" cy="8" r="2"/><circle cx="8" cy="8" r="5"/><path d="M8 1v3M8 12v3M1 8h3M12 8h3"/>'),
  showAll: icon('<path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z"/>'),
  copy: icon('<rect x="5.5" y="5.5" width="8" height="8"/><path d="M10.5 5.5v-3h-8v8h3"/>'),
  save: icon('<path d="M8 2v8M5 7l3 3 3-3M2.5 13.5h11"/>'),
  first: icon('<path d="M3.5 3v10M12.5 3.5v9L6 8z"/>'),
  previous: icon('<path d="M10.5 3.5v9L4 8z"/>'),
  next: icon('<path d="M5.5 3.5v9L12 8z"/>'),
  last: icon('<path d="M12.5 3v10M3.5 3.5v9L10 8z"/>'),
  mark: icon('<path d="M3.5 14V2.5h8L9.5 5.5l2 3h-8"/>'),
  scenario: icon('<path d="M9 2H3.5v12h9V5.5zM9 2v3.5h3.5M8 7.5v4M6 9.5h4"/>'),
  simulate: icon('<path d="M6.5 2h3M7.2 2v4L3.2 13.5h9.6L8.8 6V2M5.3 10h5.4"/>'),
  undo: icon('<path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M6 3.5l-3 3 3 3"/>'),
  chance: icon(
    '<rect x="2.5" y="2.5" width="11" height="11" rx="2"/><path d="M5.5 5.5v.01M8 8v.01M10.5 10.5v.01" stroke-width="2" stroke-linecap="round"/>',
  ),
  toEnd: icon('<path d="M2.5 3.5v9L7 8zM7.5 3.5v9L12 8zM13.5 3v10"/>'),
  restart: icon('<path d="M13 8a5 5 0 1 1-1.6-3.7M11.5 1.5v3h-3"/>'),
  events: icon('<path d="M2.5 4h7M2.5 8h5M2.5 12h4M11.5 6.5v6M9 10.5l2.5 2.5 2.5-2.5"/>'),
} as const;

function icon(shapes: string): string {
  return `<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.2" aria-hidden="true">${shapes}</svg>`;
}
