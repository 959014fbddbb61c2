import { CurrentActor, Public, SignedIn } from '@app/access';
import { ChangePasswordInput, ForgotPasswordInput, Passwords, ResetPasswordInput } from '@app/identity';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Limiter, limiter } from './auth';

@Controller('password')
export class PasswordController {
  private limit: Limiter | undefined;

  constructor(
    private readonly passwords: Passwords,
    private readonly current: CurrentActor,
  ) {}

  /** Sends a mail with a link, if the login has an address; the answer is always the same. */
  @Public()
  @Post('forgot')
  @HttpCode(204)
  async forgot(@Body() input: ForgotPasswordInput, @Req() request: FastifyRequest): Promise<void> {
    await this.checkLimit(request);
    // not awaited: the time it takes would tell whether there is such a login
    void this.passwords.forgot(input.login).catch((error: unknown) => request.log.error(error));
  }

  /** Sets a new password with the token of the mail. */
  @Public()
  @Post('reset')
  @HttpCode(204)
  async reset(@Body() input: ResetPasswordInput, @Req() request: FastifyRequest): Promise<void> {
    await this.checkLimit(request);
    await this.passwords.reset(input.token, input.password);
  }

  /** All other sessions of the account end; this one goes on under a new id. */
  @SignedIn({ beforePasswordChange: true })
  @Post('change')
  @HttpCode(204)
  async change(@Body() input: ChangePasswordInput, @Req() request: FastifyRequest): Promise<void> {
    await this.passwords.change(this.current.get().accountId, input.current, input.password, request.session.sessionId);
    await request.session.regenerate(['passport', '_csrf']);
  }

  private async checkLimit(request: FastifyRequest): Promise<void> {
    this.limit ??= limiter(request, 'password', 20, (one) => one.ip);
    await this.limit(request);
  }
}
