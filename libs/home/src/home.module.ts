import { Module } from '@nestjs/common';
import { HomeQueries } from './home.queries';

@Module({ providers: [HomeQueries], exports: [HomeQueries] })
export class HomeModule {}
