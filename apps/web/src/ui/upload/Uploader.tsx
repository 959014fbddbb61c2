import { useUploadForm } from './useUploads';
import { UploadZone, type ZoneProps } from './UploadZone';

interface Props extends Omit<ZoneProps, 'group' | 'present' | 'open'> {
  /**
   * Takes a file that has arrived whole: send `uploadId` to the route that wants it. The file leaves the list when the
   * promise resolves; a `Problem` is shown beside the file with "Thử lại".
   */
  onDone: (uploadId: string, name: string) => Promise<unknown>;
}

/**
 * A place to choose files that survives broken lines, reloads and ended sessions.
 * `scope` names the form (`visit:<id>`, `paper:<entry>`, `import:<round>`): unfinished files come back where it is used again.
 */
export function Uploader({ onDone, ...zone }: Props) {
  useUploadForm(zone.scope, async ({ uploadId, name }) => {
    await onDone(uploadId, name);
    return uploadId;
  });
  return <UploadZone {...zone} />;
}
