import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '@app/access';
import { CreateDeputyInput, Deputies, DeputyChoices, DeputyList } from '@app/identity';

/** Standing in for somebody who is away. */
@Controller('deputies')
export class DeputiesController {
  constructor(private readonly deputies: Deputies) {}

  @SignedIn()
  @Get()
  async list(): Promise<DeputyList> {
    return { items: await this.deputies.list() };
  }

  @SignedIn()
  @Get('choices')
  async choices(): Promise<DeputyChoices> {
    return this.deputies.choices();
  }

  @SignedIn()
  @Post()
  async create(@Body() input: CreateDeputyInput): Promise<DeputyList> {
    await this.deputies.create(input);
    return this.list();
  }

  @SignedIn()
  @Post(':id/revoke')
  @HttpCode(200)
  async revoke(@Param('id') id: string): Promise<DeputyList> {
    await this.deputies.revoke(id);
    return this.list();
  }
}
