import type { Db } from '../db/client.ts'
import type { User } from '../db/generated/prisma/client.ts'
import { transaction } from '../db/transaction.ts'
import type { Learner } from '../domain/learner.ts'
import { decideSettings, type StudySettings, type StudySettingsChange } from '../domain/schedulingSettings.ts'
import { lockLearner } from './locks.ts'

/** One object per row: schedulers are kept per settings object, and a list of cards asks for each card. */
const settingsByUser = new WeakMap<User, StudySettings>()

/** The learner's settings as the domain reads them; weights are null where they have none of their own. */
export function readSettings(user: User): StudySettings {
  let settings = settingsByUser.get(user)
  if (settings === undefined) {
    settings = toSettings(user)
    settingsByUser.set(user, settings)
  }
  return settings
}

function toSettings(user: User): StudySettings {
  const { timeZone, dayStartHour, desiredRetention, newCardsPerDay, reviewsPerDay } = user
  const { learningSteps, relearningSteps, maximumIntervalDays, enableFuzz } = user
  const limits = { newCardsPerDay, reviewsPerDay }
  const fsrsWeights = user.fsrsWeights.length === 0 ? null : user.fsrsWeights
  const fsrs = {
    desiredRetention,
    learningSteps,
    relearningSteps,
    maximumIntervalDays,
    enableFuzz,
    fsrsWeights,
  }
  return { timeZone, dayStartHour, ...limits, ...fsrs }
}

/** Changes what is given, for every review from now on. Throws InvalidInput with all faults. */
export function updateStudySettings(db: Db, learner: Learner, change: StudySettingsChange): Promise<User> {
  return transaction(db, async tx => {
    const { learningSteps, relearningSteps, fsrsWeights, ...rest } = decideSettings(
      readSettings(await lockLearner(tx, learner.id)),
      change,
    )
    const lists = { learningSteps: [...learningSteps], relearningSteps: [...relearningSteps] }
    const data = { ...rest, ...lists, fsrsWeights: [...(fsrsWeights ?? [])] }
    return tx.user.update({ where: { id: learner.id }, data })
  })
}
