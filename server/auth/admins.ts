import type { Db } from '../db/client.ts'
import { transaction } from '../db/transaction.ts'

/** Names the lock under which administrators are decided; any number no other lock uses. */
const administratorLock = 7_203_411

/**
 * Makes the administrator known, if there is one to be made: with ADMIN_EMAIL the account of that
 * address once it is verified, without it the first account, when nobody is administrator yet. Never a
 * guest. May be called at any time; it is called after every sign-up and verification and at the start.
 */
export async function appointAdministrator(db: Db, adminEmail: string | null): Promise<void> {
  await transaction(db, async tx => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${administratorLock}::bigint)::text`
    if (adminEmail) {
      await tx.$executeRaw`
        UPDATE users SET is_admin = true
        WHERE lower(email) = lower(${adminEmail}) AND email_verified AND NOT is_anonymous AND NOT is_admin`
    } else {
      await tx.$executeRaw`
        UPDATE users SET is_admin = true
        WHERE id = (SELECT id FROM users WHERE NOT is_anonymous ORDER BY created_at, id LIMIT 1)
          AND NOT EXISTS (SELECT 1 FROM users WHERE is_admin)`
    }
  })
}
