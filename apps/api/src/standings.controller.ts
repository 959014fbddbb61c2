import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { Can } from '@app/access';
import {
  FinaliseInput,
  StandingQueries,
  StandingsAnswer,
  StandingsExportQuery,
  StandingService,
  StandingsQuery,
} from '@app/judging';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller('rounds/:id')
export class StandingsController {
  constructor(
    private readonly queries: StandingQueries,
    private readonly standings: StandingService,
  ) {}

  /** The standing of one category: live for the board, the kept one once it is final. */
  @Can('read', 'Standing')
  @Get('standings')
  async show(@Param('id') id: string, @Query() query: StandingsQuery): Promise<StandingsAnswer> {
    return this.queries.category(id, query.category);
  }

  /** On 409 STANDING_INCOMPLETE `params.missing` lists the entries and judges that are waited for. */
  @Can('finalise', 'Standing')
  @Post('standings/finalise')
  @HttpCode(200)
  async finalise(@Param('id') id: string, @Body() input: FinaliseInput): Promise<StandingsAnswer> {
    return this.standings.finalise(id, input);
  }

  @Can('read', 'Standing')
  @Get('standings.xlsx')
  @ApiProduces(XLSX)
  @Header('content-type', XLSX)
  @Header('content-disposition', 'attachment; filename="bang-tong-hop-diem.xlsx"')
  async xlsx(@Param('id') id: string, @Query() query: StandingsExportQuery): Promise<StreamableFile> {
    return new StreamableFile(await this.queries.xlsx(id, query.category), { type: XLSX });
  }
}
