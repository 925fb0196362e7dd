/** The colours of roles: middle tones over translucent fills, readable on light, dark and high-contrast backgrounds. */
import type { Severity } from './diagram.ts';
import type { Edge, Role } from './picture.ts';

export const nodeStyles: Record<Role, string> = {
  reaction: 'fill:#3b82f61f,stroke:#3b82f6,stroke-width:1.5px',
  join: 'fill:#8b5cf61f,stroke:#8b5cf6,stroke-width:1.5px',
  choice: 'fill:#8a94a633,stroke:#8a94a6,stroke-width:1px',
  fork: 'fill:#8a94a6,stroke:#8a94a6',
  rest: 'fill:#8a94a614,stroke:#8a94a6,stroke-width:1px,stroke-dasharray:2 3',
  schedule: 'fill:#c4820e1f,stroke:#c4820e,stroke-width:1.5px',
  actor: 'fill:#0f9d7a2e,stroke:#0f9d7a,stroke-width:2px',
  entry: 'fill:#0f9d7a1f,stroke:#0f9d7a,stroke-width:1px',
  exit: 'fill:#0f9d7a1f,stroke:#0f9d7a,stroke-width:1px',
  used: 'fill:#b8689a1f,stroke:#b8689a,stroke-width:1.5px',
  service: 'fill:#8a94a612,stroke:#8a94a6,stroke-width:1px',
  external: 'fill:#8a94a612,stroke:#8a94a6,stroke-width:1.5px,stroke-dasharray:7 4',
  message: 'fill:#8a94a61f,stroke:#8a94a6,stroke-width:1px',
  loose: 'fill:#d9694f14,stroke:#d9694f,stroke-width:1.5px,stroke-dasharray:4 3',
  note: 'fill:#c4820e14,stroke:#c4820e,stroke-width:1px,stroke-dasharray:2 3',
};

export const edgeStyles: Partial<Record<Edge['style'], string>> = {
  timer: 'stroke:#d08c12,stroke-width:1.5px',
};

export const severityStyles: Record<Severity, string> = {
  error: 'stroke:#e5484d,stroke-width:3px',
  warning: 'stroke:#d9920a,stroke-width:3px',
  info: 'stroke:#3b82f6,stroke-width:3px',
  hint: 'stroke:#8a94a6,stroke-width:2px',
};

/** Behind the steps of a run. Mermaid takes no hexadecimal colours there. */
export const frameFills = {
  none: 'rgba(0, 0, 0, 0)',
  current: 'rgba(59, 130, 246, 0.2)',
  bad: 'rgba(229, 72, 77, 0.18)',
  /** The first bad step, while it is the current one. */
  currentBad: 'rgba(229, 72, 77, 0.36)',
} as const;
