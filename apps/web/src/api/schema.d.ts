/**
 * Placeholder in the form that openapi-typescript writes; overwritten from apps/api/openapi.json by
 * `npm run openapi`.
 */
export interface paths {
  [path: `/api/${string}`]: Record<string, never>;
}
