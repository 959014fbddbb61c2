export { contentType } from './content-type';
export { Files, type StoredFile } from './files';
export { FilesModule } from './files.module';
