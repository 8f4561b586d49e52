import { createRoot } from 'react-dom/client';
import '@xyflow/react/dist/style.css';
import './panel.css';
import { App } from './app';

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(<App />);
}
