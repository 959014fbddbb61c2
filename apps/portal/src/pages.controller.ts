import { Controller, Get, NotFoundException, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { modelPath } from './locale';
import { readFilter, withoutPaging, writeFilter } from './list-filter.rules';
import { ModelQueries } from './model.queries';
import { homePage } from './pages/home';
import { listPage } from './pages/list';
import { modelPage } from './pages/model';
import { Site } from './site';

const LATEST = 6;

/** Home, list and model; each also in English below /en. */
@Controller()
export class PagesController {
  constructor(
    private readonly site: Site,
    private readonly models: ModelQueries,
  ) {}

  @Get(['/', '/en'])
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.site.answer(request, reply, async () => {
      const overview = await this.site.overviewOf(this.models);
      return { body: homePage(this.site.page(request, '/'), await this.models.latest(LATEST), overview) };
    });
  }

  @Get(['/guong-dien-hinh', '/en/guong-dien-hinh'])
  list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Record<string, unknown>,
  ): Promise<void> {
    return this.site.answer(request, reply, async () => {
      const { filter, ignored } = readFilter(query);
      const overview = await this.site.overviewOf(this.models);
      let list = await this.models.list(filter);
      // a place in the list whose rows are gone shows the beginning
      if (list.items.length === 0 && (filter.after ?? filter.before))
        list = await this.models.list(withoutPaging(filter));
      const suggestions = list.items.length === 0 && filter.q ? await this.models.suggestions(filter.q) : [];
      const page = this.site.page(request, `/guong-dien-hinh${writeFilter(filter)}`);
      return { body: listPage(page, { filter, ignored, list, overview, suggestions }) };
    });
  }

  @Get(['/guong-dien-hinh/:slug', '/en/guong-dien-hinh/:slug'])
  model(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug: string): Promise<void> {
    return this.site.answer(request, reply, async () => {
      const model = slug.length <= 300 && !slug.includes('\0') ? await this.models.find(slug) : undefined;
      if (!model) throw new NotFoundException();
      return { body: modelPage(this.site.page(request, modelPath(model.slug)), model) };
    });
  }
}
