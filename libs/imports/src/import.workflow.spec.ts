import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkWorkflow, diagram } from '@app/workflow';
import { IMPORT_WORKFLOW } from './import.workflow';

describe('the life of an import', () => {
  it('has no dead end, and the README draws it', () => {
    expect(checkWorkflow(IMPORT_WORKFLOW)).toEqual([]);
    expect(readFileSync(join(__dirname, '../README.md'), 'utf8')).toContain(diagram(IMPORT_WORKFLOW));
  });
});
