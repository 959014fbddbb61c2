export { loadEnv, loadEnvOrExit, type Env } from '../../../config/env';

/** Injection token of the checked settings. */
export const ENV = Symbol('ENV');
