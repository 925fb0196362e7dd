/** The icons of the preview's toolbar, as strokes in the colour of the text. */
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
} as const;

function icon(shapes: string): string {
  return `<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.2" aria-hidden="true">${shapes}</svg>`;
}
