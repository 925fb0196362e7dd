/** Preloaded into a measured process: at its end it tells the one that measures, on file descriptor 3, what it has used. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, rssMb: (maxRSS * 1024) / 1e6 }));
});
