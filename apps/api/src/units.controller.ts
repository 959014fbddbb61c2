import { Can } from '@app/access';
import {
  CreateUnitInput,
  UnitAnswer,
  UnitDetailAnswer,
  UnitImport,
  UnitImportAnswer,
  UnitPage,
  UnitQueries,
  UnitQuery,
  UnitService,
  UpdateUnitInput,
} from '@app/org';
import { AppError } from '@app/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { readForm } from './form';

@ApiExtraModels(UnitAnswer)
@Controller('units')
export class UnitsController {
  constructor(
    private readonly queries: UnitQueries,
    private readonly units: UnitService,
    private readonly imports: UnitImport,
  ) {}

  @Can('read', 'Unit')
  @Get()
  list(@Query() query: UnitQuery): Promise<UnitPage> {
    return this.queries.list(query);
  }

  @Can('read', 'Unit')
  @Get(':id')
  get(@Param('id') id: string): Promise<UnitDetailAnswer> {
    return this.queries.get(id);
  }

  @Can('create', 'Unit')
  @Post()
  create(@Body() input: CreateUnitInput): Promise<UnitDetailAnswer> {
    return this.units.create(input);
  }

  /** Corrects a unit, or closes it and names who carries it on. */
  @Can('update', 'Unit')
  @Patch(':id')
  update(@Param('id') id: string, @Body() input: UpdateUnitInput): Promise<UnitDetailAnswer> {
    return this.units.update(id, input);
  }

  /** A list in .xlsx (mã, tên, loại, cấp, mã cấp trên) or .json. With any problem in a row nothing is written. */
  @Can('import', 'Unit')
  @Post('import')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { dryRun: { type: 'string', enum: ['true', 'false'] }, file: { type: 'string', format: 'binary' } },
    },
  })
  async import(@Req() request: FastifyRequest): Promise<UnitImportAnswer> {
    if (!request.isMultipart()) throw new AppError('FILE_MISSING');
    const { file, fields } = await readForm(request);
    if (!file) throw new AppError('FILE_MISSING');
    return this.imports.importFile(file, fields['dryRun'] === 'true');
  }
}
