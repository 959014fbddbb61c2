export { SimilarityModule } from './similarity.module';
export * from './similarity.dto';
export * from './flags.rules';
export { Signatures } from './signatures';
export { similarityPolicy } from './similarity.policy';
export { SimilarityQueries } from './similarity.queries';
