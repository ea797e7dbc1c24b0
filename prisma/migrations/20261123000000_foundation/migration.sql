-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "is_anonymous" BOOLEAN NOT NULL DEFAULT false,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "time_zone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "day_start_hour" SMALLINT NOT NULL DEFAULT 4,
    "desired_retention" DOUBLE PRECISION NOT NULL DEFAULT 0.9,
    "new_cards_per_day" INTEGER NOT NULL DEFAULT 10,
    "reviews_per_day" INTEGER NOT NULL DEFAULT 200,
    "learning_steps" TEXT[] DEFAULT ARRAY['1m', '10m']::TEXT[],
    "relearning_steps" TEXT[] DEFAULT ARRAY['10m']::TEXT[],
    "maximum_interval_days" INTEGER NOT NULL DEFAULT 36500,
    "enable_fuzz" BOOLEAN NOT NULL DEFAULT true,
    "fsrs_weights" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learning_goals" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "status" VARCHAR(20) NOT NULL DEFAULT 'active',
    "mastery_percentage" INTEGER NOT NULL DEFAULT 0,
    "total_time_seconds" INTEGER NOT NULL DEFAULT 0,
    "target_date" DATE,
    "new_cards_per_day" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "deletion_id" UUID,

    CONSTRAINT "learning_goals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_trees" (
    "id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "generated_by" VARCHAR(20) NOT NULL DEFAULT 'ai',
    "curated_source_id" VARCHAR(100),
    "node_count" INTEGER NOT NULL DEFAULT 0,
    "max_depth" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "regenerated_at" TIMESTAMPTZ(3),

    CONSTRAINT "skill_trees_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_nodes" (
    "id" UUID NOT NULL,
    "tree_id" UUID NOT NULL,
    "parent_id" UUID,
    "title" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "notes" TEXT,
    "depth" INTEGER NOT NULL,
    "path" VARCHAR(100),
    "sort_order" INTEGER NOT NULL DEFAULT 0,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "mastery_percentage" INTEGER NOT NULL DEFAULT 0,
    "card_count" INTEGER NOT NULL DEFAULT 0,
    "studied_card_count" INTEGER NOT NULL DEFAULT 0,
    "card_mastery_sum" BIGINT NOT NULL DEFAULT 0,
    "unit_count" INTEGER NOT NULL DEFAULT 0,
    "unit_mastery" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "deletion_id" UUID,

    CONSTRAINT "skill_nodes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flashcards" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "skill_node_id" UUID,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "explanation" TEXT,
    "card_type" VARCHAR(20) NOT NULL DEFAULT 'flashcard',
    "card_metadata" JSONB,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source_url" VARCHAR(2000),
    "external_id" VARCHAR(200),
    "status" VARCHAR(20) NOT NULL DEFAULT 'active',
    "replaces_id" UUID,
    "job_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "is_suspended" BOOLEAN NOT NULL DEFAULT false,
    "is_leech" BOOLEAN NOT NULL DEFAULT false,
    "state" VARCHAR(20) NOT NULL DEFAULT 'new',
    "due" TIMESTAMPTZ(3),
    "stability" DOUBLE PRECISION,
    "difficulty" DOUBLE PRECISION,
    "learning_step" INTEGER NOT NULL DEFAULT 0,
    "scheduled_days" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reps" INTEGER NOT NULL DEFAULT 0,
    "lapses" INTEGER NOT NULL DEFAULT 0,
    "last_review" TIMESTAMPTZ(3),
    "last_review_day" DATE,
    "mastered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),
    "deletion_id" UUID,
    "unlinked_by_id" UUID,
    "unlinked_from_id" UUID,

    CONSTRAINT "flashcards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_logs" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "flashcard_id" UUID,
    "client_review_id" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL DEFAULT 'review',
    "rating" SMALLINT,
    "choice_id" VARCHAR(64),
    "was_correct" BOOLEAN,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL,
    "learner_day" DATE NOT NULL,
    "elapsed_days" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" INTEGER,
    "mode" VARCHAR(20),
    "presentation" VARCHAR(20) NOT NULL DEFAULT 'flip',
    "points" INTEGER,
    "applied_to_schedule" BOOLEAN NOT NULL DEFAULT true,
    "undone_at" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL,
    "state_before" VARCHAR(20) NOT NULL,
    "due_before" TIMESTAMPTZ(3),
    "stability_before" DOUBLE PRECISION,
    "difficulty_before" DOUBLE PRECISION,
    "learning_step_before" INTEGER NOT NULL DEFAULT 0,
    "scheduled_days_before" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reps_before" INTEGER NOT NULL DEFAULT 0,
    "lapses_before" INTEGER NOT NULL DEFAULT 0,
    "last_review_before" TIMESTAMPTZ(3),
    "last_review_day_before" DATE,
    "is_leech_before" BOOLEAN NOT NULL DEFAULT false,
    "mastered_at_before" TIMESTAMPTZ(3),
    "state_after" VARCHAR(20) NOT NULL,
    "due_after" TIMESTAMPTZ(3),
    "stability_after" DOUBLE PRECISION,
    "difficulty_after" DOUBLE PRECISION,
    "learning_step_after" INTEGER NOT NULL DEFAULT 0,
    "scheduled_days" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "reps_after" INTEGER NOT NULL DEFAULT 0,
    "lapses_after" INTEGER NOT NULL DEFAULT 0,
    "last_review_after" TIMESTAMPTZ(3),
    "last_review_day_after" DATE,
    "goal_id" UUID,
    "skill_node_id" UUID,
    "study_session_id" UUID,
    "study_item_position" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_logs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "goal_id" UUID,
    "skill_node_id" UUID,
    "mode" VARCHAR(20) NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'active',
    "is_ahead" BOOLEAN NOT NULL DEFAULT false,
    "is_beyond_limits" BOOLEAN NOT NULL DEFAULT false,
    "card_limit" INTEGER,
    "duration_seconds" INTEGER,
    "waiting_count" INTEGER NOT NULL DEFAULT 0,
    "mastery_before" JSONB NOT NULL DEFAULT '{}',
    "summary" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "study_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_session_items" (
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "flashcard_id" UUID NOT NULL,
    "presentation" VARCHAR(20) NOT NULL DEFAULT 'flip',
    "choices" JSONB,
    "review_log_id" UUID,
    "caused_by_id" UUID,

    CONSTRAINT "study_session_items_pkey" PRIMARY KEY ("session_id","position")
);

-- CreateTable
CREATE TABLE "deletions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "title" TEXT NOT NULL,
    "unlinked_card_count" INTEGER NOT NULL DEFAULT 0,
    "deleted_card_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "deletions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "goal_mastery_days" (
    "goal_id" UUID NOT NULL,
    "learner_day" DATE NOT NULL,
    "mastery_percentage" INTEGER NOT NULL,

    CONSTRAINT "goal_mastery_days_pkey" PRIMARY KEY ("goal_id","learner_day")
);

-- CreateTable
CREATE TABLE "generation_jobs" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" VARCHAR(30) NOT NULL,
    "status" VARCHAR(20) NOT NULL DEFAULT 'queued',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "message" TEXT,
    "error_code" VARCHAR(40),
    "goal_id" UUID,
    "skill_node_id" UUID,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "proposal" JSONB,
    "dropped_count" INTEGER NOT NULL DEFAULT 0,
    "prompt_tokens" INTEGER NOT NULL DEFAULT 0,
    "completion_tokens" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "generation_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "scope" VARCHAR(20) NOT NULL,
    "prefix" VARCHAR(20) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_achievements" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "achievement_key" VARCHAR(50) NOT NULL,
    "unlocked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "metadata" JSONB,

    CONSTRAINT "user_achievements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_titles" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "current_title" VARCHAR(50) NOT NULL DEFAULT 'Novice',
    "total_cards_mastered" INTEGER NOT NULL DEFAULT 0,
    "total_goals_completed" INTEGER NOT NULL DEFAULT 0,
    "title_history" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_titles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_analytics" (
    "id" UUID NOT NULL,
    "normalized_topic" VARCHAR(200) NOT NULL,
    "original_examples" JSONB NOT NULL DEFAULT '[]',
    "user_count" INTEGER NOT NULL DEFAULT 1,
    "goal_count" INTEGER NOT NULL DEFAULT 1,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "has_curated_tree" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "topic_analytics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_learners" (
    "topic_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "goal_count" INTEGER NOT NULL DEFAULT 1,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_learners_pkey" PRIMARY KEY ("topic_id","user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_id_account_id_key" ON "accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limits_key_key" ON "rate_limits"("key");

-- CreateIndex
CREATE INDEX "learning_goals_user_id_status_idx" ON "learning_goals"("user_id", "status");

-- CreateIndex
CREATE INDEX "learning_goals_user_id_created_at_idx" ON "learning_goals"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "learning_goals_deletion_id_idx" ON "learning_goals"("deletion_id");

-- CreateIndex
CREATE UNIQUE INDEX "skill_trees_goal_id_key" ON "skill_trees"("goal_id");

-- CreateIndex
CREATE INDEX "skill_nodes_tree_id_parent_id_idx" ON "skill_nodes"("tree_id", "parent_id");

-- CreateIndex
CREATE INDEX "skill_nodes_tree_id_depth_idx" ON "skill_nodes"("tree_id", "depth");

-- CreateIndex
CREATE INDEX "skill_nodes_deletion_id_idx" ON "skill_nodes"("deletion_id");

-- CreateIndex
CREATE UNIQUE INDEX "skill_nodes_tree_id_id_key" ON "skill_nodes"("tree_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "skill_nodes_tree_id_path_key" ON "skill_nodes"("tree_id", "path");

-- CreateIndex
CREATE INDEX "flashcards_skill_node_id_idx" ON "flashcards"("skill_node_id");

-- CreateIndex
CREATE INDEX "flashcards_user_id_skill_node_id_idx" ON "flashcards"("user_id", "skill_node_id");

-- CreateIndex
CREATE INDEX "flashcards_user_id_updated_at_idx" ON "flashcards"("user_id", "updated_at");

-- CreateIndex
CREATE INDEX "flashcards_user_id_created_at_id_idx" ON "flashcards"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "flashcards_deletion_id_idx" ON "flashcards"("deletion_id");

-- CreateIndex
CREATE INDEX "flashcards_unlinked_by_id_idx" ON "flashcards"("unlinked_by_id");

-- CreateIndex
CREATE INDEX "flashcards_unlinked_from_id_idx" ON "flashcards"("unlinked_from_id");

-- CreateIndex
CREATE INDEX "flashcards_replaces_id_idx" ON "flashcards"("replaces_id");

-- CreateIndex
CREATE INDEX "flashcards_job_id_idx" ON "flashcards"("job_id");

-- CreateIndex
CREATE INDEX "review_logs_user_id_learner_day_idx" ON "review_logs"("user_id", "learner_day");

-- CreateIndex
CREATE INDEX "review_logs_user_id_reviewed_at_id_idx" ON "review_logs"("user_id", "reviewed_at", "id");

-- CreateIndex
CREATE INDEX "review_logs_flashcard_id_reviewed_at_idx" ON "review_logs"("flashcard_id", "reviewed_at");

-- CreateIndex
CREATE INDEX "review_logs_goal_id_learner_day_idx" ON "review_logs"("goal_id", "learner_day");

-- CreateIndex
CREATE INDEX "review_logs_skill_node_id_idx" ON "review_logs"("skill_node_id");

-- CreateIndex
CREATE INDEX "review_logs_study_session_id_idx" ON "review_logs"("study_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_logs_user_id_client_review_id_key" ON "review_logs"("user_id", "client_review_id");

-- CreateIndex
CREATE INDEX "study_sessions_user_id_started_at_idx" ON "study_sessions"("user_id", "started_at");

-- CreateIndex
CREATE INDEX "study_sessions_goal_id_idx" ON "study_sessions"("goal_id");

-- CreateIndex
CREATE INDEX "study_sessions_skill_node_id_idx" ON "study_sessions"("skill_node_id");

-- CreateIndex
CREATE INDEX "study_session_items_flashcard_id_idx" ON "study_session_items"("flashcard_id");

-- CreateIndex
CREATE INDEX "study_session_items_review_log_id_idx" ON "study_session_items"("review_log_id");

-- CreateIndex
CREATE INDEX "study_session_items_caused_by_id_idx" ON "study_session_items"("caused_by_id");

-- CreateIndex
CREATE INDEX "deletions_user_id_created_at_idx" ON "deletions"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "deletions_created_at_idx" ON "deletions"("created_at");

-- CreateIndex
CREATE INDEX "generation_jobs_user_id_created_at_idx" ON "generation_jobs"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "generation_jobs_goal_id_created_at_idx" ON "generation_jobs"("goal_id", "created_at");

-- CreateIndex
CREATE INDEX "generation_jobs_skill_node_id_idx" ON "generation_jobs"("skill_node_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- CreateIndex
CREATE INDEX "user_achievements_user_id_unlocked_at_idx" ON "user_achievements"("user_id", "unlocked_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_achievements_user_id_achievement_key_key" ON "user_achievements"("user_id", "achievement_key");

-- CreateIndex
CREATE UNIQUE INDEX "user_titles_user_id_key" ON "user_titles"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "topic_analytics_normalized_topic_key" ON "topic_analytics"("normalized_topic");

-- CreateIndex
CREATE INDEX "topic_analytics_user_count_idx" ON "topic_analytics"("user_count" DESC);

-- CreateIndex
CREATE INDEX "topic_analytics_has_curated_tree_idx" ON "topic_analytics"("has_curated_tree");

-- CreateIndex
CREATE INDEX "topic_learners_user_id_idx" ON "topic_learners"("user_id");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning_goals" ADD CONSTRAINT "learning_goals_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learning_goals" ADD CONSTRAINT "learning_goals_deletion_id_fkey" FOREIGN KEY ("deletion_id") REFERENCES "deletions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_trees" ADD CONSTRAINT "skill_trees_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "learning_goals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_nodes" ADD CONSTRAINT "skill_nodes_tree_id_fkey" FOREIGN KEY ("tree_id") REFERENCES "skill_trees"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_nodes" ADD CONSTRAINT "skill_nodes_tree_id_parent_id_fkey" FOREIGN KEY ("tree_id", "parent_id") REFERENCES "skill_nodes"("tree_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "skill_nodes" ADD CONSTRAINT "skill_nodes_deletion_id_fkey" FOREIGN KEY ("deletion_id") REFERENCES "deletions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_skill_node_id_fkey" FOREIGN KEY ("skill_node_id") REFERENCES "skill_nodes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_unlinked_from_id_fkey" FOREIGN KEY ("unlinked_from_id") REFERENCES "skill_nodes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_deletion_id_fkey" FOREIGN KEY ("deletion_id") REFERENCES "deletions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_unlinked_by_id_fkey" FOREIGN KEY ("unlinked_by_id") REFERENCES "deletions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "flashcards"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flashcards" ADD CONSTRAINT "flashcards_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "generation_jobs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_logs" ADD CONSTRAINT "review_logs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_logs" ADD CONSTRAINT "review_logs_flashcard_id_fkey" FOREIGN KEY ("flashcard_id") REFERENCES "flashcards"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_logs" ADD CONSTRAINT "review_logs_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "learning_goals"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_logs" ADD CONSTRAINT "review_logs_skill_node_id_fkey" FOREIGN KEY ("skill_node_id") REFERENCES "skill_nodes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_logs" ADD CONSTRAINT "review_logs_study_session_id_fkey" FOREIGN KEY ("study_session_id") REFERENCES "study_sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "learning_goals"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_sessions" ADD CONSTRAINT "study_sessions_skill_node_id_fkey" FOREIGN KEY ("skill_node_id") REFERENCES "skill_nodes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_session_items" ADD CONSTRAINT "study_session_items_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "study_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_session_items" ADD CONSTRAINT "study_session_items_flashcard_id_fkey" FOREIGN KEY ("flashcard_id") REFERENCES "flashcards"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_session_items" ADD CONSTRAINT "study_session_items_review_log_id_fkey" FOREIGN KEY ("review_log_id") REFERENCES "review_logs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_session_items" ADD CONSTRAINT "study_session_items_caused_by_id_fkey" FOREIGN KEY ("caused_by_id") REFERENCES "review_logs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "goal_mastery_days" ADD CONSTRAINT "goal_mastery_days_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "learning_goals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_jobs" ADD CONSTRAINT "generation_jobs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_jobs" ADD CONSTRAINT "generation_jobs_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "learning_goals"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_jobs" ADD CONSTRAINT "generation_jobs_skill_node_id_fkey" FOREIGN KEY ("skill_node_id") REFERENCES "skill_nodes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_titles" ADD CONSTRAINT "user_titles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_learners" ADD CONSTRAINT "topic_learners_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic_analytics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_learners" ADD CONSTRAINT "topic_learners_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------
-- Below: what schema.prisma cannot say.
-- ---------------------------------------------------------------------------------------------------

-- Lists are never null.
ALTER TABLE "users"
    ALTER COLUMN "learning_steps" SET NOT NULL,
    ALTER COLUMN "relearning_steps" SET NOT NULL,
    ALTER COLUMN "fsrs_weights" SET NOT NULL;
ALTER TABLE "flashcards" ALTER COLUMN "tags" SET NOT NULL;

-- Siblings change places in one statement or in several: paths must be unique when the transaction ends.
DROP INDEX "skill_nodes_tree_id_path_key";
ALTER TABLE "skill_nodes" ADD CONSTRAINT "skill_nodes_tree_id_path_key"
    UNIQUE ("tree_id", "path") DEFERRABLE INITIALLY DEFERRED;

-- One live root per tree.
CREATE UNIQUE INDEX "skill_nodes_one_root_key" ON "skill_nodes" ("tree_id")
    WHERE "depth" = 0 AND "deleted_at" IS NULL;

-- Which nodes of a tree are switched off: few, so that "effectively enabled" is cheap to ask.
CREATE INDEX "skill_nodes_disabled_idx" ON "skill_nodes" ("tree_id")
    WHERE NOT "is_enabled" AND "deleted_at" IS NULL;

-- An integrator's own key, free again once its card is deleted.
CREATE UNIQUE INDEX "flashcards_external_id_key" ON "flashcards" ("user_id", "external_id")
    WHERE "external_id" IS NOT NULL AND "deleted_at" IS NULL;

-- The queue: cards that can be due, by the time they are.
-- It holds all that choosing needs, so that only the chosen cards are fetched.
CREATE INDEX "flashcards_due_queue_idx" ON "flashcards" ("user_id", "due")
    INCLUDE ("id", "skill_node_id", "state", "stability", "last_review_day")
    WHERE "status" = 'active' AND NOT "is_suspended" AND "state" <> 'new'
      AND "deleted_at" IS NULL AND "skill_node_id" IS NOT NULL;

-- The queue: new cards of a node in the order they were made.
CREATE INDEX "flashcards_new_queue_idx" ON "flashcards" ("skill_node_id", "created_at", "id")
    WHERE "state" = 'new' AND "status" = 'active' AND NOT "is_suspended" AND "deleted_at" IS NULL;

CREATE INDEX "flashcards_unlinked_idx" ON "flashcards" ("user_id")
    WHERE "skill_node_id" IS NULL AND "deleted_at" IS NULL;

-- One active session per learner.
CREATE UNIQUE INDEX "study_sessions_one_active_key" ON "study_sessions" ("user_id")
    WHERE "status" = 'active';

-- Enumerated values and ranges. NaN is greater than every number in PostgreSQL, so that an upper bound
-- refuses it too.
ALTER TABLE "users"
    ADD CONSTRAINT "users_day_start_hour_check" CHECK ("day_start_hour" BETWEEN 0 AND 23),
    ADD CONSTRAINT "users_desired_retention_check" CHECK ("desired_retention" BETWEEN 0.70 AND 0.97),
    ADD CONSTRAINT "users_new_cards_per_day_check" CHECK ("new_cards_per_day" >= 0),
    ADD CONSTRAINT "users_reviews_per_day_check" CHECK ("reviews_per_day" >= 0),
    ADD CONSTRAINT "users_maximum_interval_days_check" CHECK ("maximum_interval_days" BETWEEN 1 AND 36500),
    ADD CONSTRAINT "users_fsrs_weights_check" CHECK (cardinality("fsrs_weights") IN (0, 21));

ALTER TABLE "rate_limits"
    ADD CONSTRAINT "rate_limits_count_check" CHECK ("count" >= 0);

ALTER TABLE "learning_goals"
    ADD CONSTRAINT "learning_goals_status_check"
        CHECK ("status" IN ('active', 'paused', 'completed', 'archived')),
    ADD CONSTRAINT "learning_goals_mastery_percentage_check" CHECK ("mastery_percentage" BETWEEN 0 AND 100),
    ADD CONSTRAINT "learning_goals_total_time_seconds_check" CHECK ("total_time_seconds" >= 0),
    ADD CONSTRAINT "learning_goals_new_cards_per_day_check" CHECK ("new_cards_per_day" >= 0);

ALTER TABLE "skill_trees"
    ADD CONSTRAINT "skill_trees_generated_by_check"
        CHECK ("generated_by" IN ('ai', 'curated', 'outline', 'manual')),
    ADD CONSTRAINT "skill_trees_node_count_check" CHECK ("node_count" >= 0),
    ADD CONSTRAINT "skill_trees_max_depth_check" CHECK ("max_depth" BETWEEN 0 AND 3);

ALTER TABLE "skill_nodes"
    ADD CONSTRAINT "skill_nodes_depth_check" CHECK ("depth" BETWEEN 0 AND 3),
    ADD CONSTRAINT "skill_nodes_root_check" CHECK (("depth" = 0) = ("parent_id" IS NULL)),
    ADD CONSTRAINT "skill_nodes_path_check" CHECK ("path" ~ '^1(\.[1-9][0-9]*)*$'),
    -- as many dots as its depth; its last rank is sort_order + 1
    ADD CONSTRAINT "skill_nodes_path_depth_check"
        CHECK (length("path") - length(replace("path", '.', '')) = "depth"),
    ADD CONSTRAINT "skill_nodes_path_order_check"
        CHECK (substring("path" FROM '[0-9]+$') = ("sort_order" + 1)::text),
    ADD CONSTRAINT "skill_nodes_deleted_check" CHECK (("deleted_at" IS NULL) = ("path" IS NOT NULL)),
    ADD CONSTRAINT "skill_nodes_sort_order_check" CHECK ("sort_order" >= 0),
    ADD CONSTRAINT "skill_nodes_mastery_percentage_check" CHECK ("mastery_percentage" BETWEEN 0 AND 100),
    ADD CONSTRAINT "skill_nodes_card_count_check" CHECK ("card_count" >= 0),
    ADD CONSTRAINT "skill_nodes_studied_card_count_check" CHECK ("studied_card_count" >= 0),
    ADD CONSTRAINT "skill_nodes_card_mastery_sum_check" CHECK ("card_mastery_sum" >= 0),
    ADD CONSTRAINT "skill_nodes_unit_count_check" CHECK ("unit_count" >= 0),
    ADD CONSTRAINT "skill_nodes_unit_mastery_check" CHECK ("unit_mastery" >= 0);

ALTER TABLE "flashcards"
    ADD CONSTRAINT "flashcards_question_check" CHECK (char_length("question") <= 10000),
    ADD CONSTRAINT "flashcards_answer_check" CHECK (char_length("answer") <= 10000),
    ADD CONSTRAINT "flashcards_explanation_check" CHECK (char_length("explanation") <= 10000),
    ADD CONSTRAINT "flashcards_card_type_check"
        CHECK ("card_type" IN ('flashcard', 'multiple_choice', 'scenario')),
    ADD CONSTRAINT "flashcards_status_check" CHECK ("status" IN ('draft', 'active')),
    ADD CONSTRAINT "flashcards_version_check" CHECK ("version" >= 0),
    ADD CONSTRAINT "flashcards_state_check" CHECK ("state" IN ('new', 'learning', 'review', 'relearning')),
    ADD CONSTRAINT "flashcards_new_due_check" CHECK (("state" = 'new') = ("due" IS NULL)),
    ADD CONSTRAINT "flashcards_new_stability_check" CHECK (("state" = 'new') = ("stability" IS NULL)),
    ADD CONSTRAINT "flashcards_new_difficulty_check" CHECK (("state" = 'new') = ("difficulty" IS NULL)),
    ADD CONSTRAINT "flashcards_stability_check" CHECK ("stability" > 0 AND "stability" < 'infinity'),
    ADD CONSTRAINT "flashcards_difficulty_check" CHECK ("difficulty" BETWEEN 1 AND 10),
    ADD CONSTRAINT "flashcards_learning_step_check" CHECK ("learning_step" >= 0),
    ADD CONSTRAINT "flashcards_scheduled_days_check"
        CHECK ("scheduled_days" >= 0 AND "scheduled_days" < 'infinity'),
    ADD CONSTRAINT "flashcards_reps_check" CHECK ("reps" >= 0),
    ADD CONSTRAINT "flashcards_lapses_check" CHECK ("lapses" >= 0);

ALTER TABLE "review_logs"
    ADD CONSTRAINT "review_logs_kind_check" CHECK ("kind" IN ('review', 'reset')),
    ADD CONSTRAINT "review_logs_rating_check" CHECK ("rating" BETWEEN 1 AND 4),
    ADD CONSTRAINT "review_logs_reset_check" CHECK (("kind" = 'reset') = ("rating" IS NULL)),
    ADD CONSTRAINT "review_logs_mode_check"
        CHECK ("mode" IN ('flashcard', 'multiple_choice', 'timed', 'mixed')),
    ADD CONSTRAINT "review_logs_presentation_check" CHECK ("presentation" IN ('flip', 'choices')),
    ADD CONSTRAINT "review_logs_elapsed_days_check" CHECK ("elapsed_days" >= 0),
    -- at most 24 hours
    ADD CONSTRAINT "review_logs_duration_ms_check" CHECK ("duration_ms" BETWEEN 0 AND 86400000),
    ADD CONSTRAINT "review_logs_points_check" CHECK ("points" >= 0),
    ADD CONSTRAINT "review_logs_study_item_position_check" CHECK ("study_item_position" >= 0),
    ADD CONSTRAINT "review_logs_state_before_check"
        CHECK ("state_before" IN ('new', 'learning', 'review', 'relearning')),
    ADD CONSTRAINT "review_logs_new_before_check"
        CHECK (("state_before" = 'new') = ("due_before" IS NULL)
           AND ("state_before" = 'new') = ("stability_before" IS NULL)
           AND ("state_before" = 'new') = ("difficulty_before" IS NULL)),
    ADD CONSTRAINT "review_logs_stability_before_check"
        CHECK ("stability_before" > 0 AND "stability_before" < 'infinity'),
    ADD CONSTRAINT "review_logs_difficulty_before_check" CHECK ("difficulty_before" BETWEEN 1 AND 10),
    ADD CONSTRAINT "review_logs_learning_step_before_check" CHECK ("learning_step_before" >= 0),
    ADD CONSTRAINT "review_logs_scheduled_days_before_check"
        CHECK ("scheduled_days_before" >= 0 AND "scheduled_days_before" < 'infinity'),
    ADD CONSTRAINT "review_logs_reps_before_check" CHECK ("reps_before" >= 0),
    ADD CONSTRAINT "review_logs_lapses_before_check" CHECK ("lapses_before" >= 0),
    ADD CONSTRAINT "review_logs_state_after_check"
        CHECK ("state_after" IN ('new', 'learning', 'review', 'relearning')),
    ADD CONSTRAINT "review_logs_new_after_check"
        CHECK (("state_after" = 'new') = ("due_after" IS NULL)
           AND ("state_after" = 'new') = ("stability_after" IS NULL)
           AND ("state_after" = 'new') = ("difficulty_after" IS NULL)),
    ADD CONSTRAINT "review_logs_stability_after_check"
        CHECK ("stability_after" > 0 AND "stability_after" < 'infinity'),
    ADD CONSTRAINT "review_logs_difficulty_after_check" CHECK ("difficulty_after" BETWEEN 1 AND 10),
    ADD CONSTRAINT "review_logs_learning_step_after_check" CHECK ("learning_step_after" >= 0),
    ADD CONSTRAINT "review_logs_scheduled_days_check"
        CHECK ("scheduled_days" >= 0 AND "scheduled_days" < 'infinity'),
    ADD CONSTRAINT "review_logs_reps_after_check" CHECK ("reps_after" >= 0),
    ADD CONSTRAINT "review_logs_lapses_after_check" CHECK ("lapses_after" >= 0);

ALTER TABLE "study_sessions"
    ADD CONSTRAINT "study_sessions_mode_check"
        CHECK ("mode" IN ('flashcard', 'multiple_choice', 'timed', 'mixed')),
    ADD CONSTRAINT "study_sessions_status_check" CHECK ("status" IN ('active', 'completed', 'abandoned')),
    ADD CONSTRAINT "study_sessions_card_limit_check" CHECK ("card_limit" >= 1),
    -- 1 to 20 minutes
    ADD CONSTRAINT "study_sessions_duration_seconds_check" CHECK ("duration_seconds" BETWEEN 60 AND 1200),
    ADD CONSTRAINT "study_sessions_waiting_count_check" CHECK ("waiting_count" >= 0);

ALTER TABLE "study_session_items"
    ADD CONSTRAINT "study_session_items_position_check" CHECK ("position" >= 0),
    ADD CONSTRAINT "study_session_items_presentation_check" CHECK ("presentation" IN ('flip', 'choices'));

ALTER TABLE "deletions"
    ADD CONSTRAINT "deletions_kind_check" CHECK ("kind" IN ('goal', 'node', 'cards')),
    ADD CONSTRAINT "deletions_unlinked_card_count_check" CHECK ("unlinked_card_count" >= 0),
    ADD CONSTRAINT "deletions_deleted_card_count_check" CHECK ("deleted_card_count" >= 0);

ALTER TABLE "goal_mastery_days"
    ADD CONSTRAINT "goal_mastery_days_mastery_percentage_check"
        CHECK ("mastery_percentage" BETWEEN 0 AND 100);

ALTER TABLE "generation_jobs"
    ADD CONSTRAINT "generation_jobs_kind_check"
        CHECK ("kind" IN ('skill_tree', 'flashcards', 'refine_flashcards', 'regenerate_skill_tree')),
    ADD CONSTRAINT "generation_jobs_status_check"
        CHECK ("status" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    ADD CONSTRAINT "generation_jobs_progress_check" CHECK ("progress" BETWEEN 0 AND 1),
    ADD CONSTRAINT "generation_jobs_dropped_count_check" CHECK ("dropped_count" >= 0),
    ADD CONSTRAINT "generation_jobs_prompt_tokens_check" CHECK ("prompt_tokens" >= 0),
    ADD CONSTRAINT "generation_jobs_completion_tokens_check" CHECK ("completion_tokens" >= 0);

ALTER TABLE "api_tokens"
    ADD CONSTRAINT "api_tokens_scope_check" CHECK ("scope" IN ('read', 'review', 'write'));

ALTER TABLE "user_titles"
    ADD CONSTRAINT "user_titles_total_cards_mastered_check" CHECK ("total_cards_mastered" >= 0),
    ADD CONSTRAINT "user_titles_total_goals_completed_check" CHECK ("total_goals_completed" >= 0);

ALTER TABLE "topic_analytics"
    ADD CONSTRAINT "topic_analytics_user_count_check" CHECK ("user_count" >= 0),
    ADD CONSTRAINT "topic_analytics_goal_count_check" CHECK ("goal_count" >= 0);

ALTER TABLE "topic_learners"
    ADD CONSTRAINT "topic_learners_goal_count_check" CHECK ("goal_count" >= 0);
