import '@mantine/spotlight/styles.css'
import { useQuery } from '@apollo/client/react'
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import {
  IconCards,
  IconChartLine,
  IconListNumbers,
  IconMagnet,
  IconMoon,
  IconPlayerPlay,
  IconPlus,
  IconSettings,
  IconSun,
  IconSunMoon,
  IconTarget,
  IconUnlink,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { graphql } from '../../gql/index.ts'
import { pluralize } from '../../lib/formatTime.ts'
import classes from './AppShell.module.css'

const PaletteGoalsQuery = graphql(`
  query PaletteGoals {
    viewer {
      id
      isAdmin
      goals(first: 100, orderBy: UPDATED) {
        edges {
          cursor
          node {
            id
            title
            masteryPercentage
            due {
              now
              new
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true }

export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const { data } = useQuery(PaletteGoalsQuery)
  const goals = data?.viewer?.goals.edges
  const isAdmin = data?.viewer?.isAdmin === true

  const actions = useMemo<SpotlightActionGroupData[]>(() => {
    const studyable = (goals ?? []).filter(({ node }) => node.due.now + node.due.new > 0)
    return [
      {
        group: 'Go to',
        actions: [
          {
            id: 'today',
            label: 'Today',
            leftSection: <IconSun {...icon} />,
            onClick: () => navigate({ to: '/' }),
          },
          {
            id: 'goals',
            label: 'Goals',
            leftSection: <IconTarget {...icon} />,
            onClick: () => navigate({ to: '/goals' }),
          },
          {
            id: 'progress',
            label: 'Progress',
            keywords: 'statistics achievements titles heatmap forecast retention',
            leftSection: <IconChartLine {...icon} />,
            onClick: () => navigate({ to: '/progress' }),
          },
          {
            id: 'settings',
            label: 'Settings',
            leftSection: <IconSettings {...icon} />,
            onClick: () => navigate({ to: '/settings' }),
          },
          {
            id: 'unlinked',
            label: 'Unlinked cards',
            leftSection: <IconUnlink {...icon} />,
            onClick: () => navigate({ to: '/cards/unlinked' }),
          },
          {
            id: 'leeches',
            label: 'Leeches',
            description: 'Cards that do not stick',
            leftSection: <IconMagnet {...icon} />,
            onClick: () => navigate({ to: '/cards/leeches' }),
          },
          ...(isAdmin
            ? [
                {
                  id: 'topics',
                  label: 'Topic demand',
                  description: 'What learners want to learn',
                  leftSection: <IconListNumbers {...icon} />,
                  onClick: () => navigate({ to: '/topics' }),
                },
              ]
            : []),
        ],
      },
      {
        group: 'Do',
        actions: [
          {
            id: 'study',
            label: 'Study everything that is ready',
            leftSection: <IconPlayerPlay {...icon} />,
            onClick: () => navigate({ to: '/study' }),
          },
          {
            id: 'new-goal',
            label: 'New goal',
            keywords: 'create add outline curated',
            leftSection: <IconPlus {...icon} />,
            onClick: () => navigate({ to: '/goals/new' }),
          },
        ],
      },
      {
        group: 'Goals',
        actions: (goals ?? []).map(({ node }) => ({
          id: node.id,
          label: node.title,
          description: `${node.masteryPercentage} % mastered`,
          leftSection: <IconTarget {...icon} />,
          onClick: () => navigate({ to: '/goals/$goalId', params: { goalId: node.id } }),
        })),
      },
      {
        group: 'Study',
        actions: studyable.map(({ node }) => ({
          id: `study-${node.id}`,
          label: `Study ${node.title}`,
          description: `${pluralize(node.due.now + node.due.new, 'card')} ready`,
          leftSection: <IconCards {...icon} />,
          onClick: () => navigate({ to: '/study', search: { goalId: node.id } }),
        })),
      },
      {
        group: 'Theme',
        actions: [
          {
            id: 'light',
            label: 'Light theme',
            leftSection: <IconSun {...icon} />,
            onClick: () => setColorScheme('light'),
          },
          {
            id: 'dark',
            label: 'Dark theme',
            leftSection: <IconMoon {...icon} />,
            onClick: () => setColorScheme('dark'),
          },
          {
            id: 'auto',
            label: 'Theme of the system',
            leftSection: <IconSunMoon {...icon} />,
            onClick: () => setColorScheme('auto'),
          },
        ],
      },
    ]
  }, [goals, isAdmin, navigate, setColorScheme])

  return (
    <Spotlight
      forceOpened
      onSpotlightClose={onClose}
      actions={actions}
      shortcut={null}
      nothingFound="Nothing has that name"
      centered={false}
      yOffset="12vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      attributes={{ content: { 'aria-label': 'Go to' } }}
      classNames={{
        content: classes.palette,
        actionsGroup: classes.paletteGroup,
        action: classes.paletteAction,
      }}
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: 'Go to a goal or a page, study, change the theme',
        'aria-label': 'Go to a goal or a page',
      }}
    />
  )
}
