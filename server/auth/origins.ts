const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * The origins whose pages may use a learner's cookie: the one of APP_URL. When that is a loopback name,
 * the other names of the same machine and port count too, since a browser may be sent to any of them.
 */
export function listTrustedOrigins(appUrl: URL): string[] {
  if (!loopbackNames.includes(appUrl.hostname)) return [appUrl.origin]
  const port = appUrl.port ? `:${appUrl.port}` : ''
  return loopbackNames.map(name => `${appUrl.protocol}//${name}${port}`)
}
