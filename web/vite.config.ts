import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import mantinePreset from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { inlineDocuments } from './inlineDocuments.ts'
import { usedMantineStyles } from './usedMantineStyles.ts'

const webDir = fileURLToPath(new URL('.', import.meta.url))
const pages = ['index.html', 'explorer.html'].map(name => `${webDir}${name}`).filter(existsSync)
const server = process.env.MEMORYLOOP_SERVER ?? 'http://localhost:4000'

/** Libraries that change rarely get a file of their own, so that a new release keeps them cached. */
const vendorChunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
  {
    name: 'apollo',
    // Without the socket, whose code most visits do not need.
    test: /node_modules[\\/](@apollo[\\/]client(?![\\/]link[\\/]subscriptions)|@wry|optimism|rxjs)[\\/]/,
    priority: 2,
  },
  {
    name: 'router',
    test: /node_modules[\\/]@tanstack[\\/](react-router|router-core|history|store|react-store)[\\/]/,
    priority: 2,
  },
  // What nearly every page shows, in one file instead of thirty.
  {
    name: 'shared',
    test: /(@mantine[\\/](core|hooks)|@tabler|web[\\/](components|lib|apollo))[\\/]/,
    minShareCount: 16,
  },
]

export default defineConfig({
  root: webDir,
  // Mathematics is typeset by the version whose style sheet it gets, whatever its plugin brings along.
  resolve: { dedupe: ['katex'] },
  plugins: [
    inlineDocuments(`${webDir}gql/gql.ts`),
    usedMantineStyles(webDir, fileURLToPath(new URL('../node_modules', import.meta.url))),
    react(),
  ],
  css: {
    postcss: { plugins: [mantinePreset()] },
    modules: { generateScopedName: '[name]_[local]_[hash:base64:4]' },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: pages,
      output: { codeSplitting: { groups: vendorChunks } },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/graphql': { target: server, ws: true },
      '/api': { target: server },
    },
  },
})
