import { Global, Module } from '@nestjs/common';
import { Workflows } from './workflows';

@Global()
@Module({ providers: [Workflows], exports: [Workflows] })
export class WorkflowModule {}
