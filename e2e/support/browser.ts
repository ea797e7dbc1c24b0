import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Product } from './server.ts'

const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  smallPhone: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
} as const

export interface VisitOptions {
  device?: keyof typeof devices
  theme?: 'light' | 'dark'
  hasReducedMotion?: boolean
  /** Another tab of this one's browser, with its cookies and its storage. */
  tabBeside?: Page
  /** The server or the network goes down during the test: connections that fail are no fault then. */
  losesServer?: boolean
}

export type Visit = (options?: VisitOptions) => Promise<Page>

/** How long a person waits for what should appear. */
export const patienceMs = 30_000

/** Waits for a value as a person would look for it: `await eventually(() => rows.count()).toBe(33)`. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: patienceMs })

/** Chromium stays on this machine: nothing is looked up, updated, synchronised or reported. */
const quietArgs = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--no-first-run',
]
/** One process for everything falls with its first page, and the web's own rules are to be tested too. */
const unwantedArgs = [/^--headless/, /^--single-process$/, /^--disable-web-security$/, /insecure-content$/]

async function launch(): Promise<Browser> {
  const args = sparticuz.args.filter(arg => !unwantedArgs.some(unwanted => unwanted.test(arg)))
  return chromium.launch({
    executablePath: process.env.CHROME_PATH || (await sparticuz.executablePath()),
    args: [...args, ...quietArgs, '--no-sandbox', '--headless=new'],
  })
}

interface Visitor {
  context: BrowserContext
  page: Page
  problems: string[]
}

/**
 * A browser for all tests of the file. `visit()` opens a page as a new person would, without cookies. After
 * each test its pages are closed, and it fails when one of them had an error in its console, a request that
 * failed or a request to another host.
 */
export function useBrowser(product: () => Product): Visit {
  let browser: Browser | undefined
  let visitors: Visitor[] = []
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())
  afterEach(async ({ task }) => {
    const leaving = visitors
    visitors = []
    if (task.result?.state === 'fail') await takePictures(task.name, leaving)
    await Promise.all([...new Set(leaving.map(({ context }) => context))].map(context => context.close()))
    expect(leaving.flatMap(({ problems }) => problems)).toEqual([])
  })
  const openContext = async ({ device = 'desktop', theme = 'light', hasReducedMotion }: VisitOptions) => {
    if (!browser) throw new Error('The browser runs from beforeAll on, not before.')
    const context = await browser.newContext({
      ...devices[device],
      baseURL: product().url,
      colorScheme: theme,
      reducedMotion: hasReducedMotion ? 'reduce' : 'no-preference',
      locale: 'en-GB',
    })
    context.setDefaultTimeout(patienceMs)
    return context
  }
  return async (options = {}) => {
    const context = options.tabBeside?.context() ?? (await openContext(options))
    const page = await context.newPage()
    visitors.push({ context, page, problems: watch(page, product().url, options.losesServer ?? false) })
    return page
  }
}

/** Collects what a developer would see in red. */
function watch(page: Page, origin: string, losesServer: boolean): string[] {
  const problems: string[] = []
  const isLoss = (text: string) => losesServer && /net::ERR_(CONNECTION|EMPTY|SOCKET|INTERNET)/.test(text)
  page.on('pageerror', error => problems.push(`uncaught: ${error.stack ?? error.message}`))
  page.on('console', message => {
    const text = `${message.text()} (${message.location().url})`
    if (message.type() === 'error' && !isLoss(text)) problems.push(`console: ${text}`)
  })
  page.on('request', request => {
    const isOurs = request.url().startsWith(`${origin}/`) || /^(data|blob):/.test(request.url())
    if (!isOurs) problems.push(`another host: ${request.url()}`)
  })
  page.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? ''
    // Leaving a page cuts off what it was still asking for.
    if (reason !== 'net::ERR_ABORTED' && !isLoss(reason)) problems.push(`failed: ${request.url()} ${reason}`)
  })
  page.on('response', response => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`)
  })
  return problems
}

async function takePictures(testName: string, visitors: Visitor[]): Promise<void> {
  const folder = join(tmpdir(), 'memoryloop-e2e-failures')
  await mkdir(folder, { recursive: true })
  for (const [index, { page, problems }] of visitors.entries()) {
    const path = join(folder, `${testName.replaceAll(/\W+/g, '-')}-${index}.png`)
    await page.screenshot({ path }).catch(() => undefined)
    console.log(`At the failure ${page.url()} looked as in ${path}`, ...problems)
  }
}
