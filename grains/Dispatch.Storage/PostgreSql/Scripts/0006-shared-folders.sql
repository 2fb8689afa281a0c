-- Folders that all silos of a cluster must share, each with the mark that its first silo has put into it.

CREATE TABLE shared_folder (
    name       text COLLATE "C" PRIMARY KEY,
    mark       uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
