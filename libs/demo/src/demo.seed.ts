import { Injectable } from '@nestjs/common';
import { AccountService, GrantService, hashPassword } from '@app/identity';
import { loadDemoUnits } from '@app/org';
import { Clock, Database } from '@app/platform';
import { RoundsService, rulesFromTemplate } from '@app/programmes';
import { DemoActors } from './demo-actors';
import { DemoAppraisal } from './demo-appraisal';
import { DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people';
import { DEMO_PLACES, type DemoPlaceKey } from './demo-places';
import { DemoForms } from './demo-forms';
import { DemoImports } from './demo-imports';
import { DemoMessages } from './demo-messages';
import { DemoModels } from './demo-models';
import { DemoRounds } from './demo-rounds';
import { DemoVisits } from './demo-visits';
import { DemoWriting } from './demo-writing';

const DAY = 86_400_000;

/** Fills an empty database with the demonstration, through the product's own use cases. */
@Injectable()
export class DemoSeed {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountService,
    private readonly grants: GrantService,
    private readonly rounds: RoundsService,
    private readonly actors: DemoActors,
    private readonly content: DemoRounds,
    private readonly appraisal: DemoAppraisal,
    private readonly models: DemoModels,
    private readonly messages: DemoMessages,
    private readonly imports: DemoImports,
    private readonly writing: DemoWriting,
    private readonly forms: DemoForms,
    private readonly visits: DemoVisits,
  ) {}

  /** @returns false when there is an account already: nothing was done */
  async run(): Promise<boolean> {
    if (await this.db.one('SELECT 1 FROM account LIMIT 1')) return false;
    const places = await this.places();
    await this.people(places);
    const now = this.clock.now().getTime();
    const window = { opensAt: new Date(now - 30 * DAY).toISOString(), closesAt: new Date(now + 60 * DAY).toISOString() };
    const year = new Date(now).getUTCFullYear();
    const hauGiang = await this.round('bantochuc', places.TINH, { code: `HG-${year}`, name: `Xét, công nhận điển hình “Dân vận khéo” tỉnh Hậu Giang năm ${year}`, template: 'THREE_LEVEL_2024', year, ...window });
    const canTho = await this.round('ct.bantochuc', places.CT, { code: `CT-${year}`, name: `Xét, công nhận điển hình “Dân vận khéo” thành phố Cần Thơ năm ${year}`, template: 'TWO_LEVEL_2025', year, ...window });
    const before = await this.round('bantochuc', places.TINH, { code: `HG-${year - 1}`, name: `Xét, công nhận điển hình “Dân vận khéo” tỉnh Hậu Giang năm ${year - 1}`, template: 'THREE_LEVEL_2024', year: year - 1, ...window });
    await this.content.history(before, places);
    await this.actors.as('bantochuc', async () => this.rounds.close(before, 3));
    await this.messages.run(hauGiang);
    await this.content.present(hauGiang, canTho, places);
    await this.writing.run(hauGiang);
    await this.appraisal.run(hauGiang, places.AP);
    await this.visits.run(hauGiang);
    await this.appraisal.assign(canTho, places.CT_PHUONG);
    await this.models.run(before, hauGiang, places);
    await this.imports.run(hauGiang);
    await this.forms.run(places.TINH, year + 1);
    return true;
  }

  private async places(): Promise<Record<DemoPlaceKey, string>> {
    const ids = await loadDemoUnits(this.db);
    const found = Object.entries(DEMO_PLACES).map(([place, key]) => {
      const id = ids.get(key);
      if (!id) throw new Error(`the demonstration has no unit ${key}`);
      return [place, id];
    });
    return Object.fromEntries(found) as Record<DemoPlaceKey, string>;
  }

  private async people(places: Record<DemoPlaceKey, string>): Promise<void> {
    const hash = await hashPassword(DEMO_PASSWORD);
    for (const person of DEMO_PEOPLE) {
      const { login, fullName, title, roles } = person;
      const id = await this.accounts.insert({ login, fullName, title, unitId: places[person.unit], email: `${login}@demo.localhost` }, hash, false);
      for (const role of roles) await this.grants.add(id, { role, unitId: places[roleUnit(person.login, person.unit)] });
    }
  }

  private async round(login: string, unitId: string, input: { code: string; name: string; year: number; template: 'THREE_LEVEL_2024' | 'TWO_LEVEL_2025'; opensAt: string; closesAt: string }): Promise<string> {
    return this.actors.as(login, async () => {
      const programmeName = 'Phong trào thi đua “Dân vận khéo”';
      const { id } = await this.rounds.create({ ...input, unitId, programmeName });
      const rules = rulesFromTemplate(input.template, input);
      // What Hội An asked for in 2024: each commune one to three models, each mass organisation one.
      const source = 'Hướng dẫn của Ban Tổ chức cuộc thi';
      rules.minimum = {
        perUnit: [
          { kind: 'COMMUNE', min: 1, source },
          { kind: 'MASS_ORGANISATION', min: 1, source },
        ],
      };
      // In the city each criterion has one responsible officer at the wards.
      const ward = input.template === 'TWO_LEVEL_2025' ? rules.chain[0] : undefined;
      if (ward) ward.criterionOfficers = true;
      await this.rounds.saveRules(id, { version: 1, rules });
      await this.rounds.open(id, 2);
      return id;
    });
  }
}

/** Judges and council members belong to units of their own, but sit for the whole province. */
function roleUnit(login: string, unit: DemoPlaceKey): DemoPlaceKey {
  return /^(giamkhao|hoidong)/.test(login) ? 'TINH' : unit;
}
