import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express, { type RequestHandler, type Response, Router } from 'express'
import { answerFault } from './faults.ts'

const yearSeconds = 31_536_000

/**
 * The built SPA: files with a hash in their name are kept for ever, pages are asked for anew each time,
 * and an address that names no file is a page of the SPA.
 */
export function serveWeb(webDir: string): RequestHandler {
  const router = Router()
  router.use(express.static(webDir, { index: false, redirect: false, setHeaders: setCaching }))
  router.use((request, response, next) => {
    if (request.path === '/api' || request.path.startsWith('/api/')) return next()
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    if (namesFile(request.path) || !request.accepts('html')) return next()
    sendPage(response, join(webDir, 'index.html'))
  })
  router.use((request, response) => {
    answerFault(request, response, {
      status: 404,
      code: 'NOT_FOUND',
      message: `There is nothing at ${request.method} ${request.path}.`,
    })
  })
  return router
}

/** The page with the GraphQL explorer. */
export function sendExplorer(webDir: string, response: Response): void {
  sendPage(response, join(webDir, 'explorer.html'))
}

function sendPage(response: Response, file: string) {
  if (!existsSync(file)) {
    response.status(503).type('text').send('The web app is not built yet: npm start builds it.')
    return
  }
  response.set('cache-control', 'no-cache').sendFile(file)
}

function setCaching(response: Response | import('node:http').ServerResponse, path: string) {
  const isHashed = /[\\/]assets[\\/]/.test(path)
  response.setHeader('cache-control', isHashed ? `public, max-age=${yearSeconds}, immutable` : 'no-cache')
}

function namesFile(path: string): boolean {
  return /\.[a-z0-9]{1,8}$/i.test(path.slice(path.lastIndexOf('/')))
}
