import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './explorer.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Explorer } from './Explorer.tsx'

/** The theme chosen in the app; null follows the system. */
function readTheme(): 'light' | 'dark' | null {
  try {
    const chosen = localStorage.getItem('memoryloop-theme')
    return chosen === 'light' || chosen === 'dark' ? chosen : null
  } catch {
    return null
  }
}

createRoot(document.getElementById('explorer')!).render(
  <StrictMode>
    <Explorer theme={readTheme()} />
  </StrictMode>,
)
