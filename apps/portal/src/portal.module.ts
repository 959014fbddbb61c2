import { type DynamicModule, Module } from '@nestjs/common';
import { type Env, PlatformModule } from '@app/platform';
import { FileStoreModule } from '@app/files';
import { CertificateFiles } from './certificate-files';
import { CertificateQueries } from './certificate.queries';
import { CertificatesController } from './certificates.controller';
import { FeedsController } from './feeds.controller';
import { HealthController } from './health.controller';
import { ModelQueries } from './model.queries';
import { PagesController } from './pages.controller';
import { Photos } from './photos';
import { PhotosController } from './photos.controller';
import { CACHE_MS, Site } from './site';

@Module({})
export class PortalModule {
  /** @throws Error when nobody has said which database the portal reads */
  static forEnv(env: Env, cacheMs: number): DynamicModule {
    if (!env.portalDatabaseUrl)
      throw new Error('PORTAL_DATABASE_URL (or DATABASE_URL) is not set, and no embedded server was started');
    return {
      module: PortalModule,
      imports: [PlatformModule.forProcess(env, env.portalDatabaseUrl, 'portal'), FileStoreModule],
      controllers: [PagesController, CertificatesController, FeedsController, PhotosController, HealthController],
      providers: [
        { provide: CACHE_MS, useValue: cacheMs },
        Site,
        ModelQueries,
        CertificateQueries,
        CertificateFiles,
        Photos,
      ],
    };
  }
}
