import { MessageTemplates } from '@app/notices';
import { Injectable } from '@nestjs/common';
import { DemoActors } from './demo-actors';

/** One mail of this year's round in the board's own words. */
@Injectable()
export class DemoMessages {
  constructor(
    private readonly actors: DemoActors,
    private readonly templates: MessageTemplates,
  ) {}

  async run(roundId: string): Promise<void> {
    await this.actors.as('bantochuc', () =>
      this.templates.save(
        roundId,
        { kind: 'ENTRY_RETURNED', locale: 'vi', channel: 'MAIL' },
        {
          version: 0,
          subject: 'Đề nghị bổ sung hồ sơ: {{ten_ho_so}}',
          body: [
            'Kính gửi đồng chí {{ho_ten}},',
            '',
            '{{don_vi}} cảm ơn đơn vị đã gửi hồ sơ “{{ten_ho_so}}”. Để kịp trình xét, đề nghị bổ sung:',
            '{{noi_dung}}',
            'Hạn trình lại: {{han}}',
            '',
            'Cần hỗ trợ, xin gọi Ban Dân vận Tỉnh uỷ, giờ hành chính.',
            'Mở hồ sơ:',
            '{{lien_ket}}',
          ].join('\n'),
          reason: 'Thêm lời cảm ơn và nơi hỗ trợ cho đơn vị cơ sở.',
        },
      ),
    );
  }
}
