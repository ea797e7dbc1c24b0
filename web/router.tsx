import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { AppShell } from './features/shell/AppShell.tsx'
import { LearnerGate } from './features/shell/LearnerGate.tsx'
import { Root } from './features/shell/Root.tsx'
import { RouteError } from './features/shell/RouteError.tsx'
import { RouteLoading } from './features/shell/RouteLoading.tsx'
import { parseTreeView, type TreeView } from './features/skillTree/treeView.ts'
import { parseMode } from './features/study/studyModes.ts'
import type { StudyMode } from './gql/graphql.ts'

type Raw = Record<string, unknown>

/** What `/study` is asked for: nothing means everything that is ready, in the mode studied last. */
export interface StudySearch {
  goalId?: string
  nodeId?: string
  sessionId?: string
  mode?: StudyMode
  /** Length of the clock of a timed challenge; 0: none. */
  minutes?: number
  limit?: number
  ahead?: boolean
  beyondLimits?: boolean
}

/** The router reads `?search=2024` as a number. */
const text = (value: unknown) =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined
const flag = (value: unknown) => value === true || value === 'true' || undefined
const count = (value: unknown) =>
  Number.isInteger(Number(value)) && Number(value) > 0 ? Number(value) : undefined

const root = createRootRoute({
  component: Root,
  notFoundComponent: lazyRouteComponent(() => import('./routes/NotFoundRoute.tsx'), 'NotFoundRoute'),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./routes/WelcomeRoute.tsx'), 'WelcomeRoute'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Raw): { expired?: boolean } => ({ expired: flag(search.expired) }),
  component: lazyRouteComponent(() => import('./routes/SignInRoute.tsx'), 'SignInRoute'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./routes/SignUpRoute.tsx'), 'SignUpRoute'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search: Raw): { token?: string; error?: string } => ({
    token: text(search.token),
    error: text(search.error),
  }),
  component: lazyRouteComponent(() => import('./routes/ResetPasswordRoute.tsx'), 'ResetPasswordRoute'),
})

/** Everything under it has a learner; without one it leads to the welcome page. */
const learner = createRoute({ getParentRoute: () => root, id: 'learner', component: LearnerGate })

/** Everything under it has the rail. */
const shell = createRoute({ getParentRoute: () => learner, id: 'shell', component: AppShell })

const today = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/TodayRoute.tsx'), 'TodayRoute'),
})

const goals = createRoute({
  getParentRoute: () => shell,
  path: '/goals',
  validateSearch: (search: Raw): { show?: string; order?: string; search?: string } => ({
    show: text(search.show),
    order: text(search.order),
    search: text(search.search),
  }),
  component: lazyRouteComponent(() => import('./routes/GoalsRoute.tsx'), 'GoalsRoute'),
})

const newGoal = createRoute({
  getParentRoute: () => shell,
  path: '/goals/new',
  validateSearch: (search: Raw): { curated?: string; outline?: boolean; ai?: boolean } => ({
    curated: text(search.curated),
    outline: flag(search.outline),
    ai: flag(search.ai),
  }),
  component: lazyRouteComponent(() => import('./routes/NewGoalRoute.tsx'), 'NewGoalRoute'),
})

const goal = createRoute({
  getParentRoute: () => shell,
  path: '/goals/$goalId',
  validateSearch: (search: Raw): { node?: string; view?: TreeView } => ({
    node: text(search.node),
    view: parseTreeView(search.view),
  }),
  component: lazyRouteComponent(() => import('./routes/GoalRoute.tsx'), 'GoalRoute'),
})

const node = createRoute({
  getParentRoute: () => shell,
  path: '/goals/$goalId/nodes/$nodeId',
  component: lazyRouteComponent(() => import('./routes/NodeRoute.tsx'), 'NodeRoute'),
})

const treeProposal = createRoute({
  getParentRoute: () => shell,
  path: '/goals/$goalId/proposals/$jobId',
  component: lazyRouteComponent(() => import('./routes/TreeProposalRoute.tsx'), 'TreeProposalRoute'),
})

const drafts = createRoute({
  getParentRoute: () => shell,
  path: '/goals/$goalId/drafts',
  validateSearch: (search: Raw): { node?: string } => ({ node: text(search.node) }),
  component: lazyRouteComponent(() => import('./routes/DraftsRoute.tsx'), 'DraftsRoute'),
})

const unlinkedCards = createRoute({
  getParentRoute: () => shell,
  path: '/cards/unlinked',
  component: lazyRouteComponent(() => import('./routes/UnlinkedCardsRoute.tsx'), 'UnlinkedCardsRoute'),
})

const leeches = createRoute({
  getParentRoute: () => shell,
  path: '/cards/leeches',
  component: lazyRouteComponent(() => import('./routes/LeechesRoute.tsx'), 'LeechesRoute'),
})

const progress = createRoute({
  getParentRoute: () => shell,
  path: '/progress',
  component: lazyRouteComponent(() => import('./routes/ProgressRoute.tsx'), 'ProgressRoute'),
})

const goalProgress = createRoute({
  getParentRoute: () => shell,
  path: '/goals/$goalId/progress',
  component: lazyRouteComponent(() => import('./routes/GoalProgressRoute.tsx'), 'GoalProgressRoute'),
})

const topics = createRoute({
  getParentRoute: () => shell,
  path: '/topics',
  validateSearch: (search: Raw): { show?: string; search?: string } => ({
    show: text(search.show),
    search: text(search.search),
  }),
  component: lazyRouteComponent(() => import('./routes/TopicsRoute.tsx'), 'TopicsRoute'),
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/SettingsRoute.tsx'), 'SettingsRoute'),
})

const study = createRoute({
  getParentRoute: () => learner,
  path: '/study',
  validateSearch: (search: Raw): StudySearch => ({
    goalId: text(search.goalId),
    nodeId: text(search.nodeId),
    sessionId: text(search.sessionId),
    mode: parseMode(search.mode),
    minutes: search.minutes === 0 || search.minutes === '0' ? 0 : count(search.minutes),
    limit: count(search.limit),
    ahead: flag(search.ahead),
    beyondLimits: flag(search.beyondLimits),
  }),
  component: lazyRouteComponent(() => import('./routes/StudyRoute.tsx'), 'StudyRoute'),
})

const summary = createRoute({
  getParentRoute: () => learner,
  path: '/study/$sessionId/summary',
  validateSearch: (search: Raw): { beyondLimits?: boolean } => ({ beyondLimits: flag(search.beyondLimits) }),
  component: lazyRouteComponent(() => import('./routes/SummaryRoute.tsx'), 'SummaryRoute'),
})

const routeTree = root.addChildren([
  welcome,
  signIn,
  signUp,
  resetPassword,
  learner.addChildren([
    shell.addChildren([
      today,
      goals,
      newGoal,
      goal,
      goalProgress,
      node,
      treeProposal,
      drafts,
      unlinkedCards,
      leeches,
      progress,
      topics,
      settings,
    ]),
    study,
    summary,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteError,
  defaultPendingComponent: RouteLoading,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
