-- AlterTable
ALTER TABLE "topic_learners" ADD COLUMN     "examples" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "review_days" (
    "user_id" UUID NOT NULL,
    "learner_day" DATE NOT NULL,
    "reviews" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    "new_cards" INTEGER NOT NULL,
    "young_passed" INTEGER NOT NULL,
    "young_failed" INTEGER NOT NULL,
    "mature_passed" INTEGER NOT NULL,
    "mature_failed" INTEGER NOT NULL,

    CONSTRAINT "review_days_pkey" PRIMARY KEY ("user_id","learner_day")
);

-- CreateTable
CREATE TABLE "goal_review_days" (
    "goal_id" UUID NOT NULL,
    "learner_day" DATE NOT NULL,
    "reviews" INTEGER NOT NULL,
    "seconds" INTEGER NOT NULL,
    "new_cards" INTEGER NOT NULL,
    "young_passed" INTEGER NOT NULL,
    "young_failed" INTEGER NOT NULL,
    "mature_passed" INTEGER NOT NULL,
    "mature_failed" INTEGER NOT NULL,

    CONSTRAINT "goal_review_days_pkey" PRIMARY KEY ("goal_id","learner_day")
);

-- AddForeignKey
ALTER TABLE "review_days" ADD CONSTRAINT "review_days_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal_review_days" ADD CONSTRAINT "goal_review_days_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "learning_goals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------
-- Below: what schema.prisma cannot say.
-- ---------------------------------------------------------------------------------------------------

ALTER TABLE "topic_learners" ALTER COLUMN "examples" SET NOT NULL;

ALTER TABLE "review_days"
    ADD CONSTRAINT "review_days_seconds_check" CHECK ("seconds" >= 0),
    ADD CONSTRAINT "review_days_new_cards_check" CHECK ("new_cards" BETWEEN 0 AND "reviews"),
    ADD CONSTRAINT "review_days_retention_check"
        CHECK (least("young_passed", "young_failed", "mature_passed", "mature_failed") >= 0
           AND "young_passed" + "young_failed" + "mature_passed" + "mature_failed" <= "reviews");

ALTER TABLE "goal_review_days"
    ADD CONSTRAINT "goal_review_days_seconds_check" CHECK ("seconds" >= 0),
    ADD CONSTRAINT "goal_review_days_new_cards_check" CHECK ("new_cards" BETWEEN 0 AND "reviews"),
    ADD CONSTRAINT "goal_review_days_retention_check"
        CHECK (least("young_passed", "young_failed", "mature_passed", "mature_failed") >= 0
           AND "young_passed" + "young_failed" + "mature_passed" + "mature_failed" <= "reviews");

-- What was answered before this migration. The same rules as in server/domain/retention.ts.
CREATE TEMPORARY TABLE "answered" AS
SELECT "user_id", "goal_id", "learner_day",
       floor(least(coalesce("duration_ms", 0), 60000) / 1000.0 + 0.5)::int AS "seconds",
       "state_before" = 'new' AND "applied_to_schedule" AS "is_new",
       "rating" >= 2 AS "has_passed",
       "scheduled_days_before" >= 21 AS "is_mature",
       "applied_to_schedule" AND "presentation" = 'flip'
         AND ("state_before" = 'review' OR "scheduled_days_before" >= 1) AS "is_recall"
  FROM "review_logs" WHERE "kind" = 'review' AND "undone_at" IS NULL;

INSERT INTO "review_days"
SELECT "user_id", "learner_day", count(*), sum("seconds"), count(*) FILTER (WHERE "is_new"),
       count(*) FILTER (WHERE "is_recall" AND NOT "is_mature" AND "has_passed"),
       count(*) FILTER (WHERE "is_recall" AND NOT "is_mature" AND NOT "has_passed"),
       count(*) FILTER (WHERE "is_recall" AND "is_mature" AND "has_passed"),
       count(*) FILTER (WHERE "is_recall" AND "is_mature" AND NOT "has_passed")
  FROM "answered" GROUP BY "user_id", "learner_day";

INSERT INTO "goal_review_days"
SELECT "goal_id", "learner_day", count(*), sum("seconds"), count(*) FILTER (WHERE "is_new"),
       count(*) FILTER (WHERE "is_recall" AND NOT "is_mature" AND "has_passed"),
       count(*) FILTER (WHERE "is_recall" AND NOT "is_mature" AND NOT "has_passed"),
       count(*) FILTER (WHERE "is_recall" AND "is_mature" AND "has_passed"),
       count(*) FILTER (WHERE "is_recall" AND "is_mature" AND NOT "has_passed")
  FROM "answered" WHERE "goal_id" IS NOT NULL GROUP BY "goal_id", "learner_day";

DROP TABLE "answered";

INSERT INTO "user_titles" ("id", "user_id", "total_cards_mastered", "total_goals_completed", "updated_at")
SELECT gen_random_uuid(), "id", "cards", "goals", now()
  FROM (SELECT u."id",
               (SELECT count(*) FROM "flashcards" f
                 WHERE f."user_id" = u."id" AND f."mastered_at" IS NOT NULL) AS "cards",
               (SELECT count(*) FROM "learning_goals" g
                 WHERE g."user_id" = u."id" AND g."completed_at" IS NOT NULL) AS "goals"
          FROM "users" u) AS "totals"
 WHERE "cards" + "goals" > 0
ON CONFLICT ("user_id") DO NOTHING;
