import { Can } from '@app/access';
import {
  AccountAnswer,
  AccountPage,
  AccountQueries,
  AccountQuery,
  AccountService,
  CreateAccountInput,
  CreateGrantInput,
  GrantService,
  TemporaryPasswordAnswer,
  UpdateAccountInput,
} from '@app/identity';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';

@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: AccountService,
    private readonly grants: GrantService,
    private readonly queries: AccountQueries,
  ) {}

  @Can('read', 'Account')
  @Get('accounts')
  list(@Query() query: AccountQuery): Promise<AccountPage> {
    return this.queries.list(query);
  }

  @Can('read', 'Account')
  @Get('accounts/:id')
  get(@Param('id') id: string): Promise<AccountAnswer> {
    return this.queries.get(id);
  }

  /** The answer holds the temporary password; it is shown this once. */
  @Can('create', 'Account')
  @Post('accounts')
  create(@Body() input: CreateAccountInput): Promise<TemporaryPasswordAnswer> {
    return this.accounts.create(input);
  }

  @Can('update', 'Account')
  @Patch('accounts/:id')
  update(@Param('id') id: string, @Body() input: UpdateAccountInput): Promise<AccountAnswer> {
    return this.accounts.update(id, input);
  }

  @Can('update', 'Account')
  @Post('accounts/:id/reset-password')
  @HttpCode(200)
  resetPassword(@Param('id') id: string): Promise<TemporaryPasswordAnswer> {
    return this.accounts.resetPassword(id);
  }

  @Can('grant', 'Account')
  @Post('accounts/:id/grants')
  async grant(@Param('id') id: string, @Body() input: CreateGrantInput): Promise<AccountAnswer> {
    await this.grants.create(id, input);
    return this.queries.get(id);
  }

  @Can('grant', 'Account')
  @Delete('grants/:id')
  @HttpCode(204)
  async revoke(@Param('id') id: string): Promise<void> {
    await this.grants.revoke(id);
  }
}
