import {
  defaultStudySettings,
  type StudySettings,
  type StudySettingsChange,
} from '../../domain/schedulingSettings.ts'
import { readSettings, updateStudySettings } from '../../services/studySettings.ts'
import { builder } from '../builder.ts'
import { write } from '../context.ts'
import { viewerRef } from './viewer.ts'

const settingsRef = builder.objectRef<StudySettings>('StudySettings').implement({
  description: 'How a learner studies. Changes apply from the next review on.',
  fields: t => ({
    timeZone: t.exposeString('timeZone', { description: 'IANA name, such as Europe/Berlin.' }),
    dayStartHour: t.exposeInt('dayStartHour', { description: 'Hour at which a learner day begins, 0–23.' }),
    desiredRetention: t.exposeFloat('desiredRetention', {
      description: 'Chance of recall at which a card becomes due, 0.70–0.97.',
    }),
    newCardsPerDay: t.exposeInt('newCardsPerDay', { description: 'First answers per learner day.' }),
    reviewsPerDay: t.exposeInt('reviewsPerDay', { description: 'Answers to Review cards per learner day.' }),
    learningSteps: t.stringList({
      description: 'Steps of new cards, such as 1m and 10m.',
      resolve: settings => [...settings.learningSteps],
    }),
    relearningSteps: t.stringList({
      description: 'Steps of forgotten cards.',
      resolve: settings => [...settings.relearningSteps],
    }),
    maximumIntervalDays: t.exposeInt('maximumIntervalDays', { description: 'Longest interval, days.' }),
    enableFuzz: t.exposeBoolean('enableFuzz', { description: 'Whether intervals vary a little.' }),
    fsrsWeights: t.floatList({
      nullable: true,
      description: 'The 21 FSRS-6 weights; null for the defaults.',
      resolve: settings => settings.fsrsWeights && [...settings.fsrsWeights],
    }),
  }),
})

export const settingsInput = builder.inputType('UpdateStudySettingsInput', {
  description: 'An absent field is kept; null sets it to its default.',
  fields: t => ({
    timeZone: t.string({ description: `Default ${defaultStudySettings.timeZone}.` }),
    dayStartHour: t.int({ description: `Default ${defaultStudySettings.dayStartHour}.` }),
    desiredRetention: t.float({ description: `Default ${defaultStudySettings.desiredRetention}.` }),
    newCardsPerDay: t.int({ description: `Default ${defaultStudySettings.newCardsPerDay}.` }),
    reviewsPerDay: t.int({ description: `Default ${defaultStudySettings.reviewsPerDay}.` }),
    learningSteps: t.stringList({ description: 'A number followed by m or h each.' }),
    relearningSteps: t.stringList({ description: 'A number followed by m or h each.' }),
    maximumIntervalDays: t.int({ description: `Default ${defaultStudySettings.maximumIntervalDays}.` }),
    enableFuzz: t.boolean({ description: `Default ${defaultStudySettings.enableFuzz}.` }),
    fsrsWeights: t.floatList({ description: '21 numbers.' }),
  }),
})

const settingsPayload = builder.objectRef<{ settings: StudySettings }>('StudySettingsPayload').implement({
  fields: t => ({ settings: t.field({ type: settingsRef, resolve: payload => payload.settings }) }),
})

builder.prismaObjectField(viewerRef, 'settings', t =>
  t.field({ type: settingsRef, description: 'How they study.', resolve: user => readSettings(user) }),
)

builder.mutationField('updateStudySettings', t =>
  t.field({
    type: settingsPayload,
    description: 'Changes settings for every review from now on.',
    args: { input: t.arg({ type: settingsInput, required: true }) },
    resolve: (_root, { input }, context) =>
      write(context, async learner => {
        const user = await updateStudySettings(context.db, learner, input as StudySettingsChange)
        return { settings: readSettings(user) }
      }),
  }),
)
