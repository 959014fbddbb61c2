import { Controller, Get } from '@nestjs/common';
import { CurrentActor, SignedIn } from '@app/access';
import { HomeAnswer, HomeQueries } from '@app/home';

@Controller('home')
export class HomeController {
  constructor(
    private readonly home: HomeQueries,
    private readonly actors: CurrentActor,
  ) {}

  /** Việc đang chờ tôi. */
  @SignedIn()
  @Get()
  waiting(): Promise<HomeAnswer> {
    return this.home.waitingFor(this.actors.get());
  }
}
