/** The look at the disk, for what no watcher reports. */
import { requestType } from './request-type.ts';

/**
 * No parameters; answered when the disk has been read. The editor asks when something may have changed files outside of it,
 * such as another branch that was checked out. What has changed is built afterwards.
 */
export const lookAtDiskRequest = requestType<void, null>('choreo/disk/look');
