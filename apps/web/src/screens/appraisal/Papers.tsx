import { Button } from '@mantine/core';

/** The kept list as Word, PDF and Excel. */
export function Papers({ id }: { id: string }) {
  return (
    <>
      {(['docx', 'pdf', 'xlsx'] as const).map((format) => (
        <Button key={format} component="a" href={`/api/appraisal/manifests/${id}/${format}`} download variant="default" size="compact-md">
          {{ docx: 'Word', pdf: 'PDF', xlsx: 'Excel' }[format]}
        </Button>
      ))}
    </>
  );
}
