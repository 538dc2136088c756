-- The journal of the IoT Hub SDK, for MariaDB, MySQL and H2. Flyway: copy it into a migration of yours.
-- Liquibase: <sqlFile path="iothub-sdk/journal.sql"/>. Nothing runs it by itself.
CREATE TABLE iothub_sdk_journal (
  run_id VARCHAR(64) NOT NULL,
  seq INT NOT NULL,
  epoch BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  written_at VARCHAR(40) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  step VARCHAR(64) NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (run_id, seq)
);
