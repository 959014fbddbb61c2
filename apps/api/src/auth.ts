import { callbackify } from 'node:util';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import { Authenticator } from '@fastify/passport';
import rateLimit from '@fastify/rate-limit';
import session from '@fastify/session';
import { type Actor, type RequestWithActor } from '@app/access';
import { SessionStore, SignIn, type SignedInAs } from '@app/identity';
import { AppError, type Env } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';

declare module 'fastify' {
  interface Session {
    /** Account of the person who is signed in. */
    passport?: string;
    signedInAs?: SignedInAs;
  }
  interface FastifyRequest extends RequestWithActor {
    actor?: Actor | null;
  }
}

export const SESSION_COOKIE = 'dvk';
/** The browser sends the cookie to the API only: not with pages, pictures or to the public site on another port. */
export const COOKIE_PATH = '/api';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const isApi = (request: FastifyRequest) => request.url.startsWith(`${COOKIE_PATH}/`);

/** Sign-in by password through passport; the signed-in person is `request.actor`. */
@Injectable()
export class PasswordAuth {
  readonly authenticator = new Authenticator({ userProperty: 'actor' });

  constructor(signIn: SignIn) {
    this.authenticator.use(
      new Strategy({ usernameField: 'login', passwordField: 'password', session: true }, (login, password, done) => {
        callbackify(() => signIn.verify(login, password))(done);
      }),
    );
    this.authenticator.registerUserSerializer<string, string>(async (accountId) => accountId);
    // the actor came with the session, in the same statement; false (disabled, gone) ends the session
    this.authenticator.registerUserDeserializer<string, Actor | false>(async (accountId, request) => {
      const actor = request.session.signedInAs?.actor;
      return actor?.accountId === accountId ? actor : false;
    });
  }

  /**
   * Checks `login` and `password` of the body and starts a new session under a new id.
   *
   * @throws AppError SIGN_IN_FAILED, SIGN_IN_LOCKED, ACCOUNT_DISABLED
   */
  async signIn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const handler = this.authenticator.authenticate('local', async (_request, _reply, error, accountId) => {
      if (error) throw error;
      if (typeof accountId !== 'string') throw new AppError('SIGN_IN_FAILED');
      await request.logIn(accountId);
    });
    await handler.call(request.server, request, reply);
  }
}

/** Cookies, sessions, CSRF protection and the limiter of requests, in the order in which a request meets them. */
export async function registerAuth(app: NestFastifyApplication, env: Env): Promise<void> {
  const { authenticator } = app.get(PasswordAuth);
  const server = app.getHttpAdapter().getInstance();
  await app.register(cookie);
  await app.register(session, {
    store: app.get<SessionStore>(SessionStore),
    secret: env.sessionSecret,
    cookieName: SESSION_COOKIE,
    // without an age: the browser forgets it when it is closed, the database after twelve hours
    cookie: { path: COOKIE_PATH, httpOnly: true, sameSite: 'lax', secure: env.cookieSecure },
    saveUninitialized: false,
    rolling: false,
  });
  await app.register(csrf, {
    sessionPlugin: '@fastify/session',
    getToken: (request) => header(request, 'x-csrf-token'),
  });
  await app.register(rateLimit, { global: false });
  await app.register(authenticator.initialize());

  // before the body is read: a foreign page cannot make us parse anything
  server.addHook('onRequest', (request, reply, done) => {
    if (SAFE_METHODS.includes(request.method) || !isApi(request)) return done();
    // the plug-in's own refusal would lose its code on the way through the framework
    const refuse = { send: () => done(new AppError('CSRF_INVALID')) };
    return server.csrfProtection(request, Object.assign(Object.create(reply), refuse) as FastifyReply, done);
  });
  const restore = authenticator.authenticate('session');
  server.addHook('preValidation', async (request, reply) => {
    if (isApi(request)) await restore.call(server, request, reply);
  });
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** At most `max` requests of one key in a minute; AppError RATE_LIMITED beyond that. */
export type Limiter = (request: FastifyRequest) => Promise<void>;

export function limiter(
  request: FastifyRequest,
  name: string,
  max: number,
  keyOf: (request: FastifyRequest) => string,
): Limiter {
  const check = request.server.createRateLimit({
    max,
    timeWindow: 60_000,
    keyGenerator: (one: FastifyRequest) => `${name} ${keyOf(one)}`,
  });
  return async (one) => {
    const state = await check(one);
    if (!state.isAllowed && state.isExceeded) throw new AppError('RATE_LIMITED', { seconds: state.ttlInSeconds });
  };
}
