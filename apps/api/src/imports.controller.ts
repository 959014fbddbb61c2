import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  CreateImportInput,
  ImportAnswer,
  ImportPage,
  ImportPlanAnswer,
  ImportQueries,
  ImportQuery,
  ImportRowPage,
  ImportRowQuery,
  ImportsService,
  ImportTrials,
  PrepareImportInput,
  RunImportInput,
} from '@app/imports';
import { AppError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { asAttachment } from './attachment';
import { readForm } from './form';
import { inputValidation } from './validation.pipe';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller('imports')
export class ImportsController {
  private readonly validation = inputValidation();

  constructor(
    private readonly imports: ImportsService,
    private readonly trials: ImportTrials,
    private readonly queries: ImportQueries,
  ) {}

  /** Earlier imports, newest first. */
  @Can('read', 'Import')
  @Get()
  list(@Query() query: ImportQuery): Promise<ImportPage> {
    return this.queries.list(query);
  }

  /** A list of registrations in .xlsx or .csv. Nothing is registered yet. */
  @Can('create', 'Import')
  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file', 'roundId'],
      properties: { roundId: { type: 'string', format: 'uuid' }, file: { type: 'string', format: 'binary' } },
    },
  })
  async create(
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<ImportAnswer> {
    if (!request.isMultipart()) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    const { file, fields } = await readForm(request);
    if (!file) throw new AppError('FILE_MISSING', {}, [{ field: 'file', code: 'FILE_MISSING' }]);
    const input = (await this.validation.transform(fields, {
      type: 'body',
      metatype: CreateImportInput,
    })) as CreateImportInput;
    const { id } = await this.imports.create(key, input.roundId, file);
    return this.queries.get(id);
  }

  @Can('read', 'Import')
  @Get(':id')
  get(@Param('id') id: string): Promise<ImportAnswer> {
    return this.queries.get(id);
  }

  /** The trial: how the list is read and what would become of each row. Writes nothing. */
  @Can('read', 'Import')
  @Get(':id/plan')
  plan(@Param('id') id: string): Promise<ImportPlanAnswer> {
    return this.trials.plan(id);
  }

  /** Confirms columns and unclear units. */
  @Can('prepare', 'Import')
  @Put(':id/mapping')
  async prepare(@Param('id') id: string, @Body() input: PrepareImportInput): Promise<ImportAnswer> {
    await this.imports.prepare(id, input);
    return this.queries.get(id);
  }

  /** Starts the import; it goes on by itself. */
  @Can('run', 'Import')
  @Post(':id/run')
  @HttpCode(200)
  async run(@Param('id') id: string, @Body() input: RunImportInput): Promise<ImportAnswer> {
    await this.imports.start(id, input.version);
    return this.queries.get(id);
  }

  /** What became of the rows of an import that runs or is over. */
  @Can('read', 'Import')
  @Get(':id/rows')
  rows(@Param('id') id: string, @Query() query: ImportRowQuery): Promise<ImportRowPage> {
    return this.queries.rows(id, query);
  }

  /** The rows that were not taken, with the reasons, to mend and send again. */
  @Can('read', 'Import')
  @Get(':id/rejected')
  @ApiProduces(XLSX)
  async rejected(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { name, bytes } = await this.trials.rejected(id);
    return asAttachment(reply, { name, mediaType: XLSX, bytes });
  }
}
