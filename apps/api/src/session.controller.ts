import { Public } from '@app/access';
import { SessionAnswer, SessionStore, type SignedInAs, SignInInput } from '@app/identity';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { COOKIE_PATH, type Limiter, limiter, PasswordAuth, SESSION_COOKIE } from './auth';

@Controller('session')
export class SessionController {
  private limits: readonly Limiter[] | undefined;

  constructor(
    private readonly auth: PasswordAuth,
    private readonly sessions: SessionStore,
  ) {}

  /** Who is signed in (account is null for a visitor), and the token that every change needs. */
  @Public()
  @Get()
  current(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): SessionAnswer {
    return answer(request.session.signedInAs, reply.generateCsrf());
  }

  /** Signs in; the session gets a new id and a new token. */
  @Public()
  @Post()
  @HttpCode(200)
  async signIn(
    @Body() _input: SignInInput,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    this.limits ??= [
      limiter(request, 'sign-in', 120, (one) => one.ip),
      limiter(request, 'sign-in', 20, (one) => `${one.ip} ${(one.body as SignInInput).login.toLowerCase()}`),
    ];
    for (const limit of this.limits) await limit(request);
    await this.auth.signIn(request, reply);
    return answer(await this.sessions.person(request.session.passport ?? ''), reply.generateCsrf());
  }

  @Public()
  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await request.session.destroy();
    void reply.clearCookie(SESSION_COOKIE, { path: COOKIE_PATH });
  }
}

function answer(signedInAs: SignedInAs | undefined, csrfToken: string): SessionAnswer {
  if (!signedInAs) return { account: null, mustChangePassword: false, roles: [], csrfToken };
  const { roles, ...account } = signedInAs.profile;
  return {
    account: { ...account, title: account.title || null },
    mustChangePassword: signedInAs.actor.mustChangePassword,
    roles: [...roles],
    csrfToken,
  };
}
