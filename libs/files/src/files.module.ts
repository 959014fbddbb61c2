import { Global, Module } from '@nestjs/common';
import { FileCopies } from './file-copies';
import { FileFactsQueries } from './file-facts';
import { FileStoreModule } from './file-store.module';
import { FileJobs } from './files.jobs';
import { Files } from './files';
import { Previews } from './previews';
import { PrintQueries } from './prints.queries';
import { Scans } from './scans';
import { Uploads } from './uploads';

@Global()
@Module({
  imports: [FileStoreModule],
  providers: [Files, FileCopies, FileFactsQueries, FileJobs, Previews, PrintQueries, Scans, Uploads],
  exports: [FileJobs, Files, FileCopies, FileFactsQueries, Previews, PrintQueries, Scans, Uploads, FileStoreModule],
})
export class FilesModule {}
