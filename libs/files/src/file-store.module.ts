import { Global, Module } from '@nestjs/common';
import { ENV, type Env } from '@app/platform';
import { FileBytes } from './file-bytes';
import { STORAGE, type Storage } from './storage';
import { DiskStorage } from './storage-disk';
import { S3Storage } from './storage-s3';

/** The bytes alone, for a process that only shows what others have stored (the portal). */
@Global()
@Module({
  providers: [
    {
      provide: STORAGE,
      inject: [ENV],
      useFactory: async (env: Env): Promise<Storage> =>
        env.storage ? S3Storage.of(env.storage) : new DiskStorage(env.dataDir),
    },
    FileBytes,
  ],
  exports: [STORAGE, FileBytes],
})
export class FileStoreModule {}
