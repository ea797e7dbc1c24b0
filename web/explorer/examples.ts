/**
 * The whole journey of a learner as operations, one per tab, in the order in which they work. A value such
 * as "{{goalId}}" stands for what an earlier operation returned; see placeholders.ts.
 */
export interface Example {
  /** also the name of the operation */
  name: string
  /** what it shows, the first line of the tab */
  purpose: string
  query: string
  variables?: object
  /** what later examples need from the answer: placeholder → path into `data` */
  remembers?: Record<string, string>
}

const outline = `# Brew better coffee
## Beans
- Origin and variety
- Roast levels
## Grinding
- Grind size and surface
- Burr and blade grinders
## Brewing
- Water temperature
- Ratio of water to coffee
  - Pour-over
  - French press
`

const csv = `question,answer,tags
How hot is water for pour-over?,"92 to 96 °C",brewing
What does a finer grind change?,"More surface, so faster extraction",grinding
`

export const examples: Example[] = [
  {
    name: 'WhoAmI',
    purpose: 'Who am I? null when signed out: start without an account on the page first.',
    query: `query WhoAmI {
  viewer {
    id
    name
    email
    isGuest
    isAdmin
  }
}`,
  },
  {
    name: 'CuratedTrees',
    purpose: 'Trees that come with cards, open to everyone. Name a topic in any spelling.',
    query: `query CuratedTrees($matching: String) {
  curatedTrees(matching: $matching) {
    slug
    title
    description
    nodeCount
    cardCount
    topics
  }
}`,
    variables: { matching: 'kubernetes' },
  },
  {
    name: 'PreviewOutline',
    purpose: 'What would this outline become? Nothing is saved; problems name their line.',
    query: `query PreviewOutline($text: String!) {
  previewOutline(text: $text) {
    title
    nodes {
      path
      depth
      title
      line
    }
    problems {
      line
      message
    }
  }
}`,
    variables: { text: outline },
  },
  {
    name: 'CreateGoal',
    purpose: 'A goal whose skill tree is the outline, without branch 1.2 for now.',
    query: `mutation CreateGoal($input: CreateGoalInput!) {
  createGoal(input: $input) {
    goal {
      id
      title
      skillTree {
        nodeCount
        maxDepth
        root {
          id
          children {
            id
            path
            title
            isEnabled
          }
        }
      }
    }
    duplicateOf {
      id
      title
    }
  }
}`,
    variables: {
      input: { title: 'Brew better coffee', source: { outline: { text: outline, disabledPaths: ['1.2'] } } },
    },
    remembers: {
      goalId: 'createGoal.goal.id',
      skillNodeId: 'createGoal.goal.skillTree.root.children.0.id',
    },
  },
  {
    name: 'GoalTree',
    purpose:
      'The goal with its tree, as deep as it goes, and every card: a constant number of SQL statements.',
    query: `query GoalTree($goalId: ID!) {
  goal(id: $goalId) {
    title
    masteryPercentage
    due {
      now
      today
      new
    }
    skillTree {
      root {
        ...Node
        children {
          ...Node
          children {
            ...Node
            children {
              ...Node
            }
          }
        }
      }
    }
  }
}

fragment Node on SkillNode {
  id
  path
  title
  masteryPercentage
  isEffectivelyEnabled
  flashcards(first: 10) {
    totalCount
    edges {
      node {
        id
        question
        state
        due
        retrievability
      }
    }
  }
}`,
    variables: { goalId: '{{goalId}}' },
  },
  {
    name: 'AddCard',
    purpose: 'A card of multiple choice for the first category.',
    query: `mutation AddCard($input: CreateFlashcardInput!) {
  createFlashcard(input: $input) {
    flashcard {
      id
      question
      cardType
      distractors
      nextReviews {
        rating
        intervalSeconds
      }
    }
  }
}`,
    variables: {
      input: {
        skillNodeId: '{{skillNodeId}}',
        question: 'Which coffee species is most grown for its aroma?',
        answer: 'Arabica',
        explanation: 'It grows higher and holds more sugar and acidity than Robusta.',
        cardType: 'MULTIPLE_CHOICE',
        distractors: ['Robusta', 'Liberica', 'Excelsa'],
        tags: ['beans'],
      },
    },
    remembers: { flashcardId: 'createFlashcard.flashcard.id' },
  },
  {
    name: 'ImportCards',
    purpose:
      'Cards from CSV, TSV or Anki’s text export. A dry run first: it says what would happen, line by line.',
    query: `mutation ImportCards($input: ImportFlashcardsInput!) {
  importFlashcards(input: $input) {
    imported
    skipped
    problems {
      line
      message
    }
    flashcards {
      question
      answer
      tags
    }
  }
}`,
    variables: { input: { skillNodeId: '{{skillNodeId}}', text: csv, format: 'CSV', dryRun: true } },
  },
  {
    name: 'DueCards',
    purpose: 'What is to be studied now, in its order, and what comes this week.',
    query: `query DueCards($goalId: ID) {
  viewer {
    due {
      now
      today
      thisWeek
      new
      estimatedSeconds
      nextDueAt
    }
    dueCards(goalId: $goalId, limit: 5) {
      position
      presentation
      flashcard {
        id
        question
        state
        skillNode {
          path
          title
        }
      }
    }
  }
}`,
    variables: { goalId: '{{goalId}}' },
  },
  {
    name: 'StartSession',
    purpose: 'A study session of ten cards; starting another one ends it.',
    query: `mutation StartSession($input: StartStudySessionInput!) {
  startStudySession(input: $input) {
    studySession {
      id
      remaining
      waiting
      expiresAt
      items {
        position
        presentation
        flashcard {
          id
          question
        }
      }
    }
  }
}`,
    variables: { input: { goalId: '{{goalId}}', mode: 'FLASHCARD', limit: 10 } },
    remembers: {
      studySessionId: 'startStudySession.studySession.id',
      flashcardId: 'startStudySession.studySession.items.0.flashcard.id',
    },
  },
  {
    name: 'ReviewCard',
    purpose: 'An answer. "{{newId}}" is a new UUID each time; sending the same one twice counts once.',
    query: `mutation ReviewCard($input: ReviewFlashcardInput!) {
  reviewFlashcard(input: $input) {
    review {
      reviewId
      rating
      scheduledDays
      dueAfter
    }
    flashcard {
      id
      state
      stability
      due
    }
    nodes {
      path
      title
      masteryPercentage
    }
    goal {
      id
      masteryPercentage
    }
  }
}`,
    variables: {
      input: {
        reviewId: '{{newId}}',
        flashcardId: '{{flashcardId}}',
        rating: 'GOOD',
        durationMs: 4200,
        studySessionId: '{{studySessionId}}',
      },
    },
    remembers: { reviewId: 'reviewFlashcard.review.reviewId' },
  },
  {
    name: 'UndoReview',
    purpose: 'Takes the last answer back: schedule, mastery and limits are as before it.',
    query: `mutation UndoReview($reviewId: ID!) {
  undoReview(reviewId: $reviewId) {
    review {
      undoneAt
    }
    flashcard {
      id
      state
      due
    }
    nodes {
      path
      masteryPercentage
    }
  }
}`,
    variables: { reviewId: '{{reviewId}}' },
  },
  {
    name: 'CompleteSession',
    purpose: 'Ends the session and returns its summary, the same one however often it is asked.',
    query: `mutation CompleteSession($id: ID!) {
  completeStudySession(id: $id) {
    studySession {
      id
      status
      summary {
        cardsStudied
        accuracy
        timeSeconds
        comingBackSooner
        nodes {
          skillNode {
            path
            title
          }
          before
          after
        }
      }
    }
  }
}`,
    variables: { id: '{{studySessionId}}' },
  },
  {
    name: 'GenerateCards',
    purpose: 'Drafts from the language model, where one is set up. They are studied once you approve them.',
    query: `mutation GenerateCards($input: GenerateFlashcardsInput!) {
  generateFlashcards(input: $input) {
    job {
      id
      status
      message
    }
  }
}`,
    variables: { input: { skillNodeId: '{{skillNodeId}}', count: 5, cardTypes: ['FLASHCARD'] } },
    remembers: { jobId: 'generateFlashcards.job.id' },
  },
  {
    name: 'FollowJob',
    purpose: 'The job as it goes on, told over a WebSocket until it is over.',
    query: `subscription FollowJob($id: ID!) {
  generationJob(id: $id) {
    status
    progress
    message
    drafts {
      id
      question
      answer
    }
  }
}`,
    variables: { id: '{{jobId}}' },
  },
  {
    name: 'DeleteCard',
    purpose: 'Deletes a card. It can be brought back for 30 days.',
    query: `mutation DeleteCard($ids: [ID!]!) {
  deleteFlashcards(ids: $ids) {
    deletion {
      id
      title
      undoableUntil
      deletedCardCount
    }
  }
}`,
    variables: { ids: ['{{flashcardId}}'] },
    remembers: { deletionId: 'deleteFlashcards.deletion.id' },
  },
  {
    name: 'UndoDeletion',
    purpose: 'Brings back what the deletion took.',
    query: `mutation UndoDeletion($id: ID!) {
  undoDeletion(id: $id) {
    flashcards {
      id
      question
    }
    goals {
      id
      title
    }
  }
}`,
    variables: { id: '{{deletionId}}' },
  },
  {
    name: 'Settings',
    purpose: 'How you study. What is left out stays; it applies from the next review on.',
    query: `mutation Settings($input: UpdateStudySettingsInput!) {
  updateStudySettings(input: $input) {
    settings {
      timeZone
      dayStartHour
      desiredRetention
      newCardsPerDay
      reviewsPerDay
      learningSteps
      relearningSteps
      maximumIntervalDays
      enableFuzz
    }
  }
}`,
    variables: { input: { desiredRetention: 0.9, newCardsPerDay: 10, learningSteps: ['1m', '10m'] } },
  },
]
