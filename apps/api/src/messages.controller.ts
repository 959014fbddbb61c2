import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { Can, SignedIn } from '@app/access';
import { EntrySamples } from '@app/entries';
import {
  MessageAnswer,
  MessagePage,
  MessagePreferences,
  MessageQuery,
  Messages,
  MessageTemplateAnswer,
  MessageTemplateHistory,
  MessageTemplateList,
  MessageTemplates,
  PreferencesAnswer,
  PreferencesInput,
  PreviewAnswer,
  PreviewInput,
  ResentAnswer,
  SaveTemplateInput,
  TestMailAnswer,
} from '@app/notices';

const IDEMPOTENCY_KEY = { name: 'Idempotency-Key', required: true, description: '8-200 visible characters' };

@Controller()
export class MessagesController {
  constructor(
    private readonly messages: Messages,
    private readonly templates: MessageTemplates,
    private readonly preferences: MessagePreferences,
    private readonly samples: EntrySamples,
  ) {}

  /** What went out to the rounds and units within one's reach, newest first. */
  @Can('read', 'Message')
  @Get('messages')
  list(@Query() query: MessageQuery): Promise<MessagePage> {
    return this.messages.list(query);
  }

  @Can('read', 'Message')
  @Get('messages/:id')
  detail(@Param('id') id: string): Promise<MessageAnswer> {
    return this.messages.detail(id);
  }

  /** The same text once more, to the present address of the account. */
  @Can('resend', 'Message')
  @ApiHeader(IDEMPOTENCY_KEY)
  @Post('messages/:id/resend')
  resend(@Param('id') id: string, @Headers('idempotency-key') key: string | undefined): Promise<ResentAnswer> {
    return this.messages.resend(id, key);
  }

  /** The texts of a round as they hold now. */
  @Can('read', 'MessageTemplate')
  @Get('rounds/:id/message-templates')
  templatesOf(@Param('id') id: string): Promise<MessageTemplateList> {
    return this.templates.list(id);
  }

  @Can('read', 'MessageTemplate')
  @Get('rounds/:id/message-templates/:kind/:locale/:channel')
  async history(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Param('channel') channel: string,
  ): Promise<MessageTemplateHistory> {
    return { items: await this.templates.history(id, { kind, locale, channel }) };
  }

  /** A new version of one text; `body: null` goes back to the built-in one. */
  @Can('edit', 'MessageTemplate')
  @Put('rounds/:id/message-templates/:kind/:locale/:channel')
  save(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Param('channel') channel: string,
    @Body() input: SaveTemplateInput,
  ): Promise<MessageTemplateAnswer> {
    return this.templates.save(id, { kind, locale, channel }, input);
  }

  /** A text on the data of an entry of the round; names what is wrong with it. */
  @Can('read', 'MessageTemplate')
  @Post('rounds/:id/message-templates/preview')
  @HttpCode(200)
  async preview(@Param('id') id: string, @Body() input: PreviewInput): Promise<PreviewAnswer> {
    return this.templates.preview(id, input, await this.samples.facts(id, input.entryId));
  }

  /** The preview by mail to oneself. */
  @Can('edit', 'MessageTemplate')
  @ApiHeader(IDEMPOTENCY_KEY)
  @Post('rounds/:id/message-templates/test')
  async test(
    @Param('id') id: string,
    @Body() input: PreviewInput,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<TestMailAnswer> {
    return this.templates.test(id, input, await this.samples.facts(id, input.entryId), key);
  }

  /** What one gets by which way, and how often. */
  @SignedIn()
  @Get('profile/messages')
  mine(): Promise<PreferencesAnswer> {
    return this.preferences.mine();
  }

  @SignedIn()
  @Put('profile/messages')
  choose(@Body() input: PreferencesInput): Promise<PreferencesAnswer> {
    return this.preferences.save(input);
  }
}
