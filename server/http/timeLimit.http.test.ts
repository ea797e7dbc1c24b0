import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { answerFaults } from './faults.ts'
import { limitTime } from './timeLimit.ts'

const app = express()
app.use(limitTime(100))
app.post('/body', express.json(), (_request, response) => void response.end('done'))
app.get('/work', () => {})
app.use(answerFaults(pino({ level: 'silent' })))
const server = createServer(app)

beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise(resolve => server.close(resolve)))

it.each([
  ['a body that stops arriving', 'POST', '/body'],
  ['work without an end', 'GET', '/work'],
])('%s is given up', async (_, method, path) => {
  const { port } = server.address() as AddressInfo
  const headers = method === 'POST' ? { 'content-type': 'application/json', 'content-length': '100' } : {}
  const answer = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', method, path, headers }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    request.on('error', reject)
    request.write('')
    if (method === 'GET') request.end()
    else request.write('{')
  })
  expect(answer.status).toBe(503)
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'UNAVAILABLE' })
})
