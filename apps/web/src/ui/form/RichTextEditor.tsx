import '@mantine/tiptap/styles.css';
import { useEffect } from 'react';
import { RichTextEditor as Frame } from '@mantine/tiptap';
import { type Editor, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { plainRichText, writeRichText } from '@app/forms';
import { t } from '../../i18n';
import css from './form.module.css';
import { blocksOf } from './rich-json';

interface Props {
  /** Id of the element that names the text. */
  labelledBy: string;
  describedBy?: string | undefined;
  invalid: boolean;
  required: boolean;
  value: string;
  onChange: (value: string) => void;
}

/** Only what a paper can show; whatever else is pasted, from Word for example, loses its form and keeps its words. */
const EXTENSIONS = [
  StarterKit.configure({
    blockquote: false,
    code: false,
    codeBlock: false,
    dropcursor: false,
    gapcursor: false,
    heading: false,
    horizontalRule: false,
    link: false,
    strike: false,
    trailingNode: false,
  }),
];

const written = (editor: Editor): string => {
  const html = writeRichText(blocksOf(editor.getJSON()));
  return plainRichText(html) === '' ? '' : html;
};

export default function RichTextEditor({ labelledBy, describedBy, invalid, required, value, onChange }: Props) {
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: value,
    // The page's security policy lets no script write styles; they stand in form.module.css.
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
        'aria-required': String(required),
        'aria-invalid': String(invalid),
        ...(describedBy ? { 'aria-describedby': describedBy } : {}),
        class: css.rich_text ?? '',
      },
    },
    onUpdate: ({ editor: changed }) => onChange(written(changed)),
  });
  useEffect(() => {
    // A value from outside: what was kept on the device, or what somebody else wrote.
    if (editor && written(editor) !== value) editor.commands.setContent(value, { emitUpdate: false });
  }, [editor, value]);
  return (
    <Frame
      editor={editor}
      withTypographyStyles={false}
      className={css.rich ?? ''}
      data-invalid={invalid || undefined}
      labels={{
        boldControlLabel: t('forms.bold'),
        italicControlLabel: t('forms.italic'),
        underlineControlLabel: t('forms.underline'),
        bulletListControlLabel: t('forms.bullets'),
        orderedListControlLabel: t('forms.numbers'),
        undoControlLabel: t('forms.undo'),
        redoControlLabel: t('forms.redo'),
      }}
    >
      <Frame.Toolbar>
        <Frame.ControlsGroup>
          <Frame.Bold />
          <Frame.Italic />
          <Frame.Underline />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.BulletList />
          <Frame.OrderedList />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Undo />
          <Frame.Redo />
        </Frame.ControlsGroup>
      </Frame.Toolbar>
      <Frame.Content />
    </Frame>
  );
}
