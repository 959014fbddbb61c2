import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import './theme/fonts.css';
import './theme/global.css';
import { App } from './app/App';
import { startLanguage } from './i18n';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
void startLanguage().then(() => createRoot(place).render(<App />));
