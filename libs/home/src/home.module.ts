import { Module } from '@nestjs/common';
import { SavedViews } from './saved-views.service';
import { HomeQueries } from './home.queries';

@Module({ providers: [HomeQueries, SavedViews], exports: [HomeQueries, SavedViews] })
export class HomeModule {}
