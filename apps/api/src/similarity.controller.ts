import { Controller, Get, Param } from '@nestjs/common';
import { Can } from '@app/access';
import { OwnEarlierAnswer, SimilarAnswer, SimilarityQueries } from '@app/similarity';

@Controller('entries')
export class SimilarityController {
  constructor(private readonly queries: SimilarityQueries) {}

  /** Entries of all units and years that this one is like, with warnings and common passages. For those who check it. */
  @Can('compare', 'Entry')
  @Get(':id/similar')
  async similar(@Param('id') id: string): Promise<SimilarAnswer> {
    return this.queries.of(id);
  }

  /** While writing: recognised models of the unit itself that the text is like. */
  @Can('write', 'Entry')
  @Get(':id/own-earlier')
  async ownEarlier(@Param('id') id: string): Promise<OwnEarlierAnswer> {
    return { items: await this.queries.ownEarlier(id) };
  }
}
