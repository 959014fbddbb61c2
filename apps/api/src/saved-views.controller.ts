import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { SignedIn } from '@app/access';
import { SavedViewList, SavedViewQuery, SavedViews, SaveViewInput } from '@app/home';

/** Filters of lists that somebody keeps under a name. */
@Controller('saved-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @SignedIn()
  @Get()
  async list(@Query() query: SavedViewQuery): Promise<SavedViewList> {
    return { items: await this.views.list(query.list) };
  }

  @SignedIn()
  @Put()
  async save(@Body() input: SaveViewInput): Promise<SavedViewList> {
    await this.views.save(input);
    return { items: await this.views.list(input.list) };
  }

  @SignedIn()
  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string): Promise<void> {
    await this.views.remove(id);
  }
}
