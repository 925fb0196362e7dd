/** `npm start`: installs what is missing, then goes on under the pinned Node. Runs under any Node from 20 on. */
import { continueIn, ensureInstalled } from './tool/install.mjs';

await ensureInstalled();
continueIn('tool/tour.mjs', process.argv.slice(2));
