import { SegmentedControl, Stack, Text, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconTextSize } from '@tabler/icons-react';
import { currentLanguage, setLanguage, t, type Language } from '../i18n';
import { setAppearance, textSizes, useAppearance, type Contrast, type TextSize } from '../theme/appearance';
import { Dropdown } from './Dropdown';

const letters: Record<TextSize, string> = { small: 'A−', normal: 'A', large: 'A+', larger: 'A++' };

export function AppearanceMenu() {
  return (
    <Dropdown label={t('common.appearance')} face={<IconTextSize size={22} stroke={1.6} aria-hidden />}>
      {() => <AppearanceChoices />}
    </Dropdown>
  );
}

/** Also used on the profile and sign-in screens. */
export function AppearanceChoices() {
  const { textSize, contrast } = useAppearance();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Stack gap="sm">
      <Choice label={t('common.language')}>
        <SegmentedControl
          fullWidth
          aria-label={t('common.language')}
          value={currentLanguage()}
          onChange={(value) => void setLanguage(value as Language)}
          data={(['vi', 'en'] as const).map((language) => ({ value: language, label: t(`common.language_${language}`) }))}
        />
      </Choice>
      <Choice label={t('common.text_size')}>
        <SegmentedControl
          fullWidth
          aria-label={t('common.text_size')}
          value={textSize}
          onChange={(value) => setAppearance({ textSize: value as TextSize })}
          data={textSizes.map((size) => ({
            value: size,
            label: (
              <>
                <span aria-hidden>{letters[size]}</span>
                <span className="dvk-hidden">{t(`common.text_${size}`)}</span>
              </>
            ),
          }))}
        />
      </Choice>
      <Choice label={t('common.contrast')}>
        <SegmentedControl
          fullWidth
          aria-label={t('common.contrast')}
          value={contrast}
          onChange={(value) => setAppearance({ contrast: value as Contrast })}
          data={[
            { value: 'normal', label: t('common.contrast_normal') },
            { value: 'more', label: t('common.contrast_more') },
          ]}
        />
      </Choice>
      <Choice label={t('common.scheme')}>
        <SegmentedControl
          fullWidth
          aria-label={t('common.scheme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
          data={(['light', 'dark', 'auto'] as const).map((scheme) => ({ value: scheme, label: t(`common.scheme_${scheme}`) }))}
        />
      </Choice>
      <Text size="xs" c="dimmed">
        {t('common.kept_on_device')}
      </Text>
    </Stack>
  );
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      {children}
    </div>
  );
}
