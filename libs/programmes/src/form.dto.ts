import { ApiProperty, type OpenAPIObject } from '@nestjs/swagger';
import {
  COLUMN_TYPES,
  type ColumnType,
  CONDITION_TESTS,
  type Condition,
  FORM_FIELD_TYPES,
  type FormFieldType,
} from '@app/forms';

const REF = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const TEXT = { type: 'string' };

/** Schemas that no class can say: unions, and a condition in a condition. The API document takes them in by name. */
export const FORM_SCHEMAS: NonNullable<NonNullable<OpenAPIObject['components']>['schemas']> = {
  FormValue: {
    description: 'Text, rows of a table, a place, or a unit (its name is written by the server).',
    oneOf: [
      TEXT,
      { type: 'array', items: { type: 'object', additionalProperties: TEXT } },
      { type: 'object', required: ['text'], properties: { text: TEXT, lat: TEXT, lng: TEXT } },
      { type: 'object', required: ['unit', 'text'], properties: { unit: TEXT, text: TEXT } },
    ],
  },
  FormCondition: {
    oneOf: [
      {
        type: 'object',
        required: ['field', 'is'],
        properties: {
          field: TEXT,
          is: { type: 'string', enum: [...CONDITION_TESTS] },
          value: { oneOf: [TEXT, { type: 'array', items: TEXT }] },
        },
      },
      { type: 'object', required: ['all'], properties: { all: { type: 'array', items: REF('FormCondition') } } },
      { type: 'object', required: ['any'], properties: { any: { type: 'array', items: REF('FormCondition') } } },
      { type: 'object', required: ['not'], properties: { not: REF('FormCondition') } },
    ],
  },
};
/** Field code → value. */
export const CONTENT_SCHEMA = { type: 'object', additionalProperties: REF('FormValue') } as const;

export class ChoiceAnswer {
  code: string;
  name: string;
}

export class TableColumnAnswer {
  code: string;
  label: string;
  @ApiProperty({ enum: COLUMN_TYPES })
  type: ColumnType;
  required: boolean;
  unit?: string;
  choices?: ChoiceAnswer[];
}

export class FormFieldAnswer {
  code: string;
  section: string;
  label: string;
  help?: string;
  example?: string;
  @ApiProperty({ enum: FORM_FIELD_TYPES })
  type: FormFieldType;
  required: boolean;
  maxWords?: number;
  maxLength?: number;
  unit?: string;
  min?: string;
  max?: string;
  decimals?: number;
  choices?: ChoiceAnswer[];
  columns?: TableColumnAnswer[];
  minRows?: number;
  maxRows?: number;
  public: boolean;
  categories?: string[];
  levels?: string[];
  @ApiProperty({ allOf: [REF('FormCondition')], required: false })
  showIf?: Condition;
  @ApiProperty({ allOf: [REF('FormCondition')], required: false })
  requiredIf?: Condition;
}
