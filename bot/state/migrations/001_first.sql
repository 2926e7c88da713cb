-- People: only what they asked to be kept, under their numeric id, until /forget.
CREATE TABLE preference (user_id INTEGER PRIMARY KEY, language TEXT NOT NULL);
CREATE TABLE follow (
    user_id INTEGER NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (user_id, term)
);
CREATE TABLE digest (user_id INTEGER PRIMARY KEY, at TEXT NOT NULL, sent_on TEXT);
CREATE TABLE delivered (
    user_id INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    PRIMARY KEY (user_id, article_id)
);
CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    term TEXT NOT NULL,
    UNIQUE (user_id, article_id)
);
CREATE TABLE reader (user_id INTEGER PRIMARY KEY);
CREATE TABLE blocked (chat_id INTEGER PRIMARY KEY);

-- Records: no user ids, and no words but those of questions that found nothing or were reported.
CREATE TABLE asked (
    at TEXT NOT NULL,
    status TEXT NOT NULL,
    took_ms REAL NOT NULL,
    generation INTEGER NOT NULL
);
CREATE INDEX asked_at ON asked (at);
CREATE TABLE visitor (day TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (day, mark));
CREATE TABLE gap (
    question TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL
);
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    article_id TEXT NOT NULL,
    generation INTEGER NOT NULL
);

-- The operator's.
CREATE TABLE saved_question (question TEXT PRIMARY KEY);
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);

-- Updates from Telegram: the payload goes when the update is handled; the number stays a while.
CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    payload TEXT,
    attempts INTEGER NOT NULL DEFAULT 0
);
